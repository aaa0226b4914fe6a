const css = String.raw;

/** The frame of the workspace page: sidebar, conversation, thread. */
export const workspaceStyles = css`
  .chat {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    height: 100dvh;
    overflow: hidden;
  }

  .skip {
    position: absolute;
    top: 6px;
    left: 12px;
    z-index: 30;
    padding: 8px 14px;
    border-radius: 8px;
    background: var(--surface);
  }

  .skip:not(:focus) {
    clip-path: inset(50%);
  }

  .workspace {
    display: grid;
    grid-template-columns: 272px minmax(0, 1fr);
    min-height: 0;
  }

  .main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
    min-width: 0;
    min-height: 0;
  }

  .with-thread .main {
    grid-template-columns: minmax(0, 1fr) minmax(320px, 400px);
  }

  .sidebar {
    display: flex;
    flex-direction: column;
    min-height: 0;
    padding: 16px 12px 12px;
    border-right: 1px solid var(--line);
    background: var(--sunken);
    overflow-y: auto;
  }

  .workspace-name {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 0 8px 14px;
    font-size: 17px;
    font-weight: 680;
    letter-spacing: -0.01em;
  }

  .workspace-name .tile {
    width: 32px;
    height: 32px;
    border-radius: 9px;
    color: #fff;
    font-size: 15px;
  }

  .acting {
    display: grid;
    gap: 4px;
    margin: 0 8px 8px;
    font-size: 13px;
  }

  .acting label,
  .sidebar h2 {
    color: var(--muted);
    font-size: 12px;
    font-weight: 600;
  }

  .acting select,
  .field select,
  .field input {
    width: 100%;
    min-height: 36px;
    padding: 5px 10px;
    border: 1px solid var(--line);
    border-radius: 9px;
    background: var(--surface);
  }

  .sidebar h2 {
    margin: 16px 8px 4px;
  }

  .places {
    display: grid;
    gap: 1px;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .place {
    display: flex;
    align-items: center;
    gap: 9px;
    width: 100%;
    min-height: 34px;
    padding: 4px 8px;
    border: 0;
    border-radius: 9px;
    background: transparent;
    text-align: left;
    cursor: pointer;
  }

  .place:hover {
    background: color-mix(in srgb, var(--ink) 7%, transparent);
  }

  .place[aria-current='page'] {
    background: var(--accent);
    color: var(--accent-ink);
    font-weight: 600;
  }

  .place .sign {
    display: inline-grid;
    flex: none;
    place-items: center;
    width: 22px;
    height: 22px;
    font-weight: 600;
    opacity: 0.75;
  }

  .place .sign svg {
    width: 15px;
    height: 15px;
  }

  .place .tile {
    width: 22px;
    height: 22px;
    border-radius: 7px;
    color: #fff;
    font-size: 11px;
  }

  .place .label {
    flex: 1;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .place.unread .label {
    font-weight: 700;
  }

  .dot {
    flex: none;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--danger);
  }

  .tag {
    flex: none;
    padding: 1px 6px;
    border-radius: 5px;
    background: color-mix(in srgb, var(--ink) 10%, transparent);
    font-size: 10.5px;
    font-weight: 650;
    letter-spacing: 0.04em;
  }

  .place[aria-current='page'] .tag {
    background: color-mix(in srgb, var(--accent) 70%, black);
    color: var(--accent-ink);
  }

  .no-app {
    margin: 6px 8px 0;
    color: var(--muted);
    font-size: 13px;
  }

  .sidebar-foot {
    display: grid;
    gap: 6px;
    margin-top: auto;
    padding: 20px 8px 0;
    font-size: 13px;
  }

  .conversation,
  .thread {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: auto minmax(0, 1fr) auto;
    min-width: 0;
    min-height: 0;
    background: var(--surface);
  }

  .thread {
    border-left: 1px solid var(--line);
  }

  .loading {
    align-self: center;
    grid-row: 2;
    color: var(--muted);
    text-align: center;
  }

  .head {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 60px;
    padding: 10px 20px;
    border-bottom: 1px solid var(--line);
  }

  .head-text {
    flex: 1;
    min-width: 0;
  }

  .head h2 {
    overflow: hidden;
    font-size: 17px;
    font-weight: 680;
    letter-spacing: -0.01em;
    line-height: 1.3;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .head p {
    overflow: hidden;
    color: var(--muted);
    font-size: 13px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .icon-button {
    display: inline-grid;
    flex: none;
    place-items: center;
    width: 36px;
    height: 36px;
    padding: 0;
    border: 0;
    border-radius: 9px;
    background: transparent;
    cursor: pointer;
  }

  .icon-button:hover {
    background: var(--sunken);
  }

  .icon-button svg {
    width: 20px;
    height: 20px;
  }

  .menu-button {
    display: none;
  }

  .foot {
    padding: 0 20px 18px;
  }

  .notice {
    position: fixed;
    top: 44px;
    left: 50%;
    z-index: 40;
    max-width: min(520px, calc(100% - 32px));
    padding: 10px 18px;
    border-radius: 12px;
    box-shadow: var(--shadow);
    background: var(--ink);
    color: var(--paper);
    transform: translateX(-50%);
  }

  @media (max-width: 1080px) {
    .workspace {
      grid-template-columns: 240px minmax(0, 1fr);
    }

    .with-thread .main {
      grid-template-columns: minmax(0, 1fr);
    }

    .with-thread .conversation {
      display: none;
    }

    .thread {
      border-left: 0;
    }
  }

  @media (max-width: 720px) {
    .workspace {
      grid-template-columns: minmax(0, 1fr);
    }

    .menu-button {
      display: inline-grid;
    }

    .sidebar {
      position: fixed;
      inset: 0 auto 0 0;
      z-index: 20;
      width: min(300px, 86vw);
      box-shadow: var(--shadow);
      visibility: hidden;
      transform: translateX(-102%);
      transition:
        transform 160ms ease-out,
        visibility 160ms;
    }

    .menu-open .sidebar {
      visibility: visible;
      transform: none;
    }

    .menu-open::after {
      position: fixed;
      inset: 0;
      z-index: 15;
      background: rgb(0 0 0 / 35%);
      content: '';
    }

    .head {
      gap: 8px;
      min-height: 56px;
      padding: 8px 12px;
    }

    .foot {
      padding: 0 12px 12px;
    }
  }
`;
