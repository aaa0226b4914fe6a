const css = String.raw;

/** What stands behind the phone, and how the whole page folds on narrow screens; comes right after the phone's own sheet. */
export const phonePanelStyles = css`
  .panel {
    min-height: 0;
    padding: 16px 24px 24px;
    border-left: 1px solid var(--line);
    background: var(--surface);
    overflow-y: auto;
  }

  .panel header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: 40px;
  }

  .panel h2 {
    font-size: 17px;
    letter-spacing: -0.01em;
  }

  .panel h3 {
    margin-bottom: 8px;
    font-size: 15px;
  }

  .panel section {
    display: grid;
    justify-items: start;
    gap: 8px;
    padding: 16px 0;
    border-bottom: 1px solid var(--line);
  }

  .panel section:last-child {
    border-bottom: 0;
  }

  .panel .field {
    width: 100%;
  }

  .panel .row {
    gap: 8px;
    margin-top: 0;
  }

  .panel p {
    color: var(--muted);
    font-size: 13.5px;
  }

  .kit-values {
    display: grid;
    width: 100%;
    border: 1px solid var(--line);
    border-radius: 12px;
  }

  .kit-value {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 12px;
    padding: 8px 8px 8px 12px;
    border-bottom: 1px solid var(--line);
  }

  .kit-value:last-child {
    border-bottom: 0;
  }

  .kit-value span {
    color: var(--muted);
    font-size: 12.5px;
  }

  .kit-value code {
    grid-row: 2;
    font-size: 12.5px;
    overflow-wrap: anywhere;
  }

  .kit-value .button {
    grid-row: 1 / span 2;
    grid-column: 2;
    min-width: 72px;
  }

  .connected {
    overflow-wrap: anywhere;
  }

  .connected.is-on {
    color: var(--accent);
  }

  .fault-form.three {
    grid-template-columns: minmax(0, 1fr) minmax(0, 1.3fr) 84px auto;
  }

  @media (max-width: 1180px) {
    .phone-page {
      grid-template-columns: 240px minmax(0, 1fr);
    }

    .panel-button,
    .panel-close {
      display: inline-grid;
    }

    .panel {
      position: fixed;
      inset: 0 0 0 auto;
      z-index: 20;
      width: min(380px, 100vw);
      box-shadow: var(--shadow);
      visibility: hidden;
      transform: translateX(102%);
      transition:
        transform 160ms ease-out,
        visibility 160ms;
    }

    .panel-open .panel {
      visibility: visible;
      transform: none;
    }
  }

  @media (max-width: 720px) {
    .phone-page {
      grid-template-columns: minmax(0, 1fr);
    }

    .stage {
      padding: 0;
    }

    .handset {
      width: 100%;
      height: 100%;
      border: 0;
      border-radius: 0;
    }

    .handset-head {
      gap: 8px;
      padding: 8px;
    }

    .fault-form.three {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
