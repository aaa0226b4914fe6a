const css = String.raw;

/** Messages and the text in them. */
export const messageStyles = css`
  .messages {
    display: flex;
    flex-direction: column;
    min-height: 0;
    padding: 12px 0 4px;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-gutter: stable;
  }

  /* Few messages stand at the foot, next to where one writes. */
  .messages > :first-child {
    margin-top: auto;
  }

  .messages > * {
    flex: none;
  }

  .start {
    padding: 24px 20px 8px;
    color: var(--muted);
  }

  .start strong {
    display: block;
    color: var(--ink);
    font-size: 21px;
    font-weight: 680;
    letter-spacing: -0.015em;
  }

  .day {
    display: flex;
    align-items: center;
    gap: 14px;
    margin: 12px 20px 6px;
    color: var(--muted);
    font-size: 12.5px;
    font-weight: 600;
  }

  .day::before,
  .day::after {
    flex: 1;
    border-top: 1px solid var(--line);
    content: '';
  }

  .message {
    position: relative;
    display: grid;
    grid-template-columns: 38px minmax(0, 1fr);
    gap: 0 12px;
    padding: 7px 20px;
  }

  .message.continued {
    padding-top: 1px;
  }

  .message:hover,
  .message:focus-within {
    background: color-mix(in srgb, var(--sunken) 55%, transparent);
  }

  .message.highlighted {
    background: color-mix(in srgb, var(--banner) 55%, transparent);
  }

  .message .avatar {
    width: 38px;
    height: 38px;
    margin-top: 3px;
    color: #fff;
    font-size: 16px;
  }

  .message .avatar.emoji {
    background: var(--accent-soft) !important;
    font-size: 20px;
  }

  .message-head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 2px 8px;
  }

  .message-head strong {
    font-weight: 660;
  }

  .message-head time,
  .edited {
    color: var(--muted);
    font-size: 12px;
  }

  .message.continued .side-time {
    color: transparent;
    font-size: 11px;
    line-height: 24px;
    text-align: right;
  }

  .message.continued:hover .side-time,
  .message.continued:focus-within .side-time {
    color: var(--muted);
  }

  .message-body {
    grid-column: 2;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .message.event .message-body {
    color: var(--muted);
  }

  .message-body p + p,
  .message-body ul,
  .message-body ol,
  .message-body pre,
  .message-body blockquote {
    margin: 6px 0 0;
  }

  .message-body ul,
  .message-body ol {
    padding-left: 22px;
  }

  .message-body blockquote {
    padding-left: 12px;
    border-left: 4px solid var(--line);
  }

  .message-body pre {
    padding: 10px 12px;
    border: 1px solid var(--line);
    border-radius: 9px;
    background: var(--paper);
    overflow-x: auto;
  }

  .message-body code:not(pre code) {
    padding: 1px 5px;
    border: 1px solid var(--line);
    border-radius: 5px;
    background: var(--paper);
  }

  .message-body hr {
    margin: 10px 0;
    border: 0;
    border-top: 1px solid var(--line);
  }

  .message-body h3 {
    font-size: 16px;
  }

  .mention {
    padding: 0 4px;
    border-radius: 5px;
    background: var(--accent-soft);
    color: var(--accent-strong);
    font-weight: 600;
  }

  .context {
    color: var(--muted);
    font-size: 13px;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 8px;
  }

  .in-thread {
    color: var(--muted);
    font-size: 12.5px;
  }

  .reactions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-top: 5px;
  }

  .reaction {
    padding: 1px 9px;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--paper);
    font-size: 13px;
  }

  .replies {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 30px;
    margin: 4px 0 0 -9px;
    padding: 2px 9px;
    border: 1px solid transparent;
    border-radius: 9px;
    background: transparent;
    color: var(--accent);
    font-size: 13.5px;
    font-weight: 640;
    cursor: pointer;
  }

  .replies:hover {
    border-color: var(--line);
    background: var(--surface);
  }

  .replies span {
    color: var(--muted);
    font-weight: 400;
  }

  .tools {
    position: absolute;
    top: -14px;
    right: 20px;
    display: flex;
    padding: 2px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--surface);
    box-shadow: 0 2px 8px rgb(0 0 0 / 8%);
    opacity: 0;
    pointer-events: none;
  }

  .message:hover .tools,
  .message:focus-within .tools {
    opacity: 1;
    pointer-events: auto;
  }

  .tools button {
    min-width: 32px;
    min-height: 30px;
    padding: 2px 8px;
    border: 0;
    border-radius: 7px;
    background: transparent;
    font-size: 13px;
    cursor: pointer;
  }

  .tools svg {
    display: block;
    width: 17px;
    height: 17px;
  }

  .tools button:hover {
    background: var(--sunken);
  }

  @media (hover: none) {
    .tools {
      position: static;
      grid-column: 2;
      justify-self: start;
      margin: 3px 0 0 -9px;
      border-color: transparent;
      background: transparent;
      box-shadow: none;
      opacity: 1;
      pointer-events: auto;
    }

    .tools button {
      color: var(--muted);
    }
  }

  .edit-form {
    display: grid;
    gap: 8px;
  }

  .edit-form textarea {
    width: 100%;
    min-height: 64px;
    padding: 8px 10px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--surface);
  }

  .edit-form div {
    display: flex;
    gap: 8px;
  }

  .reply-line {
    display: flex;
    align-items: center;
    gap: 12px;
    margin: 4px 20px;
    color: var(--muted);
    font-size: 12.5px;
  }

  .reply-line::after {
    flex: 1;
    border-top: 1px solid var(--line);
    content: '';
  }

  @media (max-width: 720px) {
    .message {
      grid-template-columns: 34px minmax(0, 1fr);
      gap: 0 10px;
      padding-inline: 12px;
    }

    .message .avatar {
      width: 34px;
      height: 34px;
    }

    .day,
    .reply-line {
      margin-inline: 12px;
    }

    .start {
      padding-inline: 12px;
    }
  }
`;
