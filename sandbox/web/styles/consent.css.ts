const css = String.raw;

/** The consent page, its mistakes, and the index of all sandboxes. */
export const consentStyles = css`
  .consent {
    min-height: 100vh;
    background:
      radial-gradient(60rem 30rem at 85% -10%, color-mix(in srgb, var(--accent) 12%, transparent), transparent 70%),
      radial-gradient(50rem 28rem at 0% 110%, color-mix(in srgb, var(--banner) 60%, transparent), transparent 70%),
      var(--paper);
  }

  .card {
    width: min(560px, calc(100% - 32px));
    margin: 40px auto;
    padding: 36px 40px 32px;
    border: 1px solid var(--line);
    border-radius: 20px;
    background: var(--surface);
    box-shadow: var(--shadow);
  }

  .card.wide {
    width: min(860px, calc(100% - 32px));
  }

  .card h1 {
    font-size: 26px;
    font-weight: 680;
    letter-spacing: -0.015em;
    line-height: 1.22;
    text-wrap: balance;
  }

  .card h2 {
    margin: 26px 0 8px;
    font-size: 15px;
    font-weight: 650;
  }

  .lead {
    margin-top: 8px;
    color: var(--muted);
  }

  .pair {
    display: flex;
    align-items: center;
    gap: 10px;
    margin-bottom: 22px;
  }

  .pair .tile {
    width: 52px;
    height: 52px;
    border-radius: 15px;
    font-size: 21px;
  }

  .pair-line {
    width: 54px;
    border-top: 2px dashed var(--line);
  }

  .tile-team {
    background: var(--banner);
    color: var(--banner-ink);
  }

  fieldset {
    display: grid;
    gap: 10px;
    margin: 26px 0 0;
    padding: 0;
    border: 0;
  }

  legend {
    margin-bottom: 8px;
    padding: 0;
    font-weight: 650;
  }

  .choice {
    display: flex;
    align-items: center;
    gap: 14px;
    padding: 12px 14px;
    border: 1px solid var(--line);
    border-radius: 14px;
    cursor: pointer;
    transition:
      border-color 120ms,
      background-color 120ms;
  }

  .choice:hover {
    background: var(--paper);
  }

  .choice:has(:checked) {
    border-color: var(--accent);
    background: var(--accent-soft);
  }

  .choice:has(:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }

  .choice input {
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--accent);
  }

  .choice .tile {
    background: var(--sunken);
    color: var(--ink);
  }

  .choice-text {
    display: grid;
    line-height: 1.35;
  }

  .choice-text small {
    color: var(--muted);
    font-size: 13px;
  }

  .choice:has(:checked) small {
    color: var(--ink);
  }

  .scopes {
    display: grid;
    margin: 0;
    padding: 0;
    border-top: 1px solid var(--line);
    list-style: none;
  }

  .scopes li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 2px 16px;
    padding: 8px 0;
    border-bottom: 1px solid var(--line);
  }

  .scopes span {
    flex: 1 1 260px;
  }

  .scopes code {
    color: var(--muted);
    font-size: 12px;
  }

  .actions {
    position: sticky;
    bottom: 0;
    display: flex;
    gap: 12px;
    justify-content: flex-end;
    margin: 8px -40px -12px;
    padding: 14px 40px;
    background: linear-gradient(to top, var(--surface) 78%, transparent);
  }

  .actions .button {
    min-width: 116px;
    min-height: 44px;
  }

  .note {
    margin-top: 18px;
    color: var(--muted);
    font-size: 13px;
  }

  .address {
    font-family: var(--mono);
    font-size: 12.5px;
  }

  .providers {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(280px, 1fr));
    gap: 20px;
    margin-top: 24px;
  }

  .provider {
    padding: 20px 22px;
    border: 1px solid var(--line);
    border-radius: 16px;
    background: var(--paper);
  }

  .provider h2 {
    margin: 0 0 4px;
    font-size: 17px;
  }

  .provider p {
    color: var(--muted);
  }

  .links {
    margin: 12px 0;
    padding-left: 18px;
  }

  dl {
    display: grid;
    gap: 4px;
    margin: 12px 0 0;
    font-size: 13px;
  }

  dl div {
    display: grid;
    grid-template-columns: 108px minmax(0, 1fr);
    gap: 8px;
  }

  dt {
    color: var(--muted);
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  @media (max-width: 560px) {
    .card {
      width: 100%;
      margin: 0;
      padding: 26px 20px 20px;
      border: 0;
      border-radius: 0;
      background: transparent;
      box-shadow: none;
    }

    .card h1 {
      font-size: 23px;
    }

    .choice {
      background: var(--surface);
    }

    .actions {
      margin: 8px -20px 0;
      padding: 14px 20px;
      background: linear-gradient(to top, var(--paper) 78%, transparent);
    }

    .actions .button {
      flex: 1;
    }

    .provider {
      background: var(--surface);
    }
  }
`;
