const css = String.raw;

/** Messages as they stand on a phone. */
export const bubbleStyles = css`
  .bubbles {
    display: flex;
    flex-direction: column;
    gap: 4px;
    min-height: 0;
    padding: 16px 16px 4px;
    overflow-y: auto;
    overscroll-behavior: contain;
  }

  .bubbles > :first-child {
    margin-top: auto;
  }

  .bubbles > * {
    flex: none;
  }

  .chat-about {
    margin: 0 16px 8px;
    padding: 8px 12px;
    border-radius: 12px;
    background: var(--banner);
    color: var(--banner-ink);
    font-size: 12.5px;
    text-align: center;
    overflow-wrap: anywhere;
  }

  .chat-day {
    margin: 8px 0;
    text-align: center;
  }

  .chat-day span {
    padding: 4px 12px;
    border-radius: 999px;
    background: var(--surface);
    color: var(--muted);
    font-size: 12px;
    font-weight: 600;
  }

  .bubble-row {
    position: relative;
    display: grid;
    justify-items: start;
    max-width: 84%;
  }

  .bubble-row.own {
    align-self: flex-end;
    justify-items: end;
  }

  .bubble {
    min-width: 88px;
    padding: 8px 12px 4px;
    border-radius: 16px 16px 16px 4px;
    background: var(--surface);
    box-shadow: 0 1px 1px rgb(0 0 0 / 8%);
    line-height: 1.45;
    overflow-wrap: anywhere;
  }

  .own .bubble {
    border-radius: 16px 16px 4px;
    background: var(--accent-soft);
  }

  .failed .bubble {
    border: 1px dashed var(--danger);
    background: transparent;
    box-shadow: none;
  }

  .bubble p {
    white-space: pre-line;
  }

  .bubble p + p,
  .bubble ul + p,
  .bubble ol + p,
  .bubble blockquote + p,
  .bubble ul,
  .bubble ol,
  .bubble blockquote {
    margin: 8px 0 0;
  }

  .bubble ul,
  .bubble ol {
    padding-left: 20px;
  }

  .bubble blockquote,
  .bubble-quote {
    padding: 4px 8px;
    border-left: 3px solid var(--accent);
    border-radius: 4px;
    background: color-mix(in srgb, var(--ink) 5%, transparent);
  }

  .bubble-quote {
    display: -webkit-box;
    overflow: hidden;
    margin-bottom: 4px;
    font-size: 13px;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .bubble-header {
    font-weight: 660;
  }

  .bubble-footer,
  .bubble-note {
    color: var(--muted);
    font-size: 13px;
  }

  .own .bubble-note,
  .own .bubble-footer {
    color: var(--ink);
  }

  .bubble-foot {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 6px;
    margin-top: 2px;
    color: var(--muted);
    font-size: 11.5px;
  }

  .own .bubble-foot {
    color: var(--ink);
  }

  .state-words {
    margin-right: auto;
  }

  .ticks {
    letter-spacing: -3px;
    padding-right: 3px;
  }

  .ticks.read {
    color: #1a73b8;
    font-weight: 700;
  }

  .ticks.failed {
    color: var(--danger);
  }

  @media (prefers-color-scheme: dark) {
    .ticks.read {
      color: #8cc8f5;
    }
  }

  .bubble-failure {
    margin: 4px 4px 0;
    color: var(--danger);
    font-size: 12.5px;
  }

  .bubble-reactions {
    z-index: 1;
    margin: -8px 8px 4px;
    padding: 0 8px;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--surface);
    font-size: 14px;
  }

  .bubble-card {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 4px 0;
    color: inherit;
    text-decoration: none;
  }

  .bubble-card svg {
    flex: none;
    width: 32px;
    height: 32px;
    padding: 6px;
    border-radius: 8px;
    background: color-mix(in srgb, var(--ink) 8%, transparent);
  }

  .bubble-card p {
    font-size: 13px;
  }

  .bubble-picture {
    display: block;
    max-width: 100%;
    max-height: 240px;
    margin: 0 0 4px;
    border-radius: 12px;
  }

  .bubble-choices {
    display: grid;
    gap: 4px;
    margin: 8px 0 4px;
  }

  .bubble-choice,
  .bubble-list summary {
    display: grid;
    width: 100%;
    min-height: 40px;
    padding: 8px 12px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--paper);
    color: var(--accent);
    font-weight: 600;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }

  .bubble-choice:hover {
    background: var(--sunken);
  }

  .bubble-choice small {
    color: var(--muted);
    font-weight: 400;
  }

  .bubble-list {
    margin-top: 8px;
  }

  .bubble-tools {
    position: absolute;
    top: 0;
    left: calc(100% + 4px);
    display: flex;
    padding: 2px;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--surface);
    opacity: 0;
    pointer-events: none;
  }

  .bubble-row:hover .bubble-tools,
  .bubble-row:focus-within .bubble-tools {
    opacity: 1;
    pointer-events: auto;
  }

  .bubble-row:has(.bubble-tools) {
    max-width: 76%;
  }

  .bubble-tools button {
    min-width: 28px;
    min-height: 28px;
    padding: 0 4px;
    border: 0;
    border-radius: 999px;
    background: transparent;
    font-size: 13px;
    cursor: pointer;
  }

  @media (hover: none), (max-width: 720px) {
    .bubble-tools {
      position: static;
      margin-top: -2px;
      border-color: transparent;
      background: transparent;
      opacity: 1;
      pointer-events: auto;
    }
  }
`;
