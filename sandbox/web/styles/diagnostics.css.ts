const css = String.raw;

/** The dialog with faults, deliveries and requests. */
export const diagnosticsStyles = css`
  .diagnostics {
    width: min(880px, calc(100vw - 24px));
    max-height: calc(100dvh - 48px);
    padding: 0;
    border: 1px solid var(--line);
    border-radius: 18px;
    background: var(--surface);
    color: var(--ink);
    box-shadow: var(--shadow);
  }

  .diagnostics::backdrop {
    background: rgb(20 15 8 / 45%);
  }

  .diagnostics > header {
    position: sticky;
    top: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 16px 24px;
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }

  .diagnostics > header h2 {
    flex: 1;
    font-size: 18px;
    letter-spacing: -0.01em;
  }

  .diagnostics section {
    padding: 18px 24px;
    border-bottom: 1px solid var(--line);
  }

  .diagnostics section:last-child {
    border-bottom: 0;
  }

  .diagnostics h3 {
    margin-bottom: 4px;
    font-size: 15px;
  }

  .diagnostics p {
    color: var(--muted);
    font-size: 13.5px;
  }

  .fault-form {
    display: grid;
    grid-template-columns: minmax(0, 1.3fr) minmax(0, 1.3fr) 84px 110px auto;
    gap: 10px;
    align-items: end;
    margin: 12px 0;
  }

  .field {
    display: grid;
    gap: 3px;
    font-size: 13px;
  }

  .field label {
    color: var(--muted);
  }

  .table-wrap {
    max-height: 260px;
    margin-top: 10px;
    border: 1px solid var(--line);
    border-radius: 10px;
    overflow: auto;
  }

  .table-wrap table {
    width: 100%;
    border-collapse: collapse;
    font-size: 13px;
  }

  .table-wrap th,
  .table-wrap td {
    padding: 6px 10px;
    border-bottom: 1px solid var(--line);
    text-align: left;
    vertical-align: top;
    white-space: nowrap;
  }

  .table-wrap tr:last-child td {
    border-bottom: 0;
  }

  .table-wrap th {
    position: sticky;
    top: 0;
    background: var(--sunken);
    font-weight: 600;
  }

  .table-wrap td.wide {
    min-width: 200px;
    white-space: normal;
    overflow-wrap: anywhere;
  }

  .bad {
    color: var(--danger);
    font-weight: 600;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
    align-items: center;
    margin-top: 12px;
  }

  @media (max-width: 720px) {
    .diagnostics section,
    .diagnostics > header {
      padding-inline: 16px;
    }

    .fault-form {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }

    .fault-form .button {
      grid-column: 1 / -1;
    }
  }
`;
