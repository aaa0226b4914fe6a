const css = String.raw;

/** Where a person writes, and what stands above it: who is thinking, whom to invite. */
export const composerStyles = css`
  .thinking {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 26px;
    color: var(--muted);
    font-size: 13px;
  }

  .thinking:empty {
    visibility: hidden;
  }

  .pulse {
    display: inline-flex;
    gap: 3px;
  }

  .pulse i {
    width: 6px;
    height: 6px;
    border-radius: 50%;
    background: var(--accent);
    animation: pulse 1.1s infinite ease-in-out;
  }

  .pulse i:nth-child(2) {
    animation-delay: 0.15s;
  }

  .pulse i:nth-child(3) {
    animation-delay: 0.3s;
  }

  @keyframes pulse {
    0%,
    70%,
    100% {
      opacity: 0.25;
      transform: translateY(0);
    }

    35% {
      opacity: 1;
      transform: translateY(-3px);
    }
  }

  .composer {
    position: relative;
    border: 1px solid var(--line);
    border-radius: 14px;
    background: var(--surface);
    transition: border-color 120ms;
  }

  .composer:focus-within {
    border-color: var(--accent);
    box-shadow: 0 0 0 1px var(--accent);
  }

  .composer textarea {
    display: block;
    width: 100%;
    max-height: 40dvh;
    padding: 12px 14px 4px;
    border: 0;
    outline: 0;
    background: transparent;
    line-height: 1.45;
    resize: none;
    field-sizing: content;
  }

  .composer ::placeholder {
    color: var(--muted);
    opacity: 1;
  }

  .composer-bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 8px;
    padding: 4px 8px 8px;
  }

  .composer-bar .spacer {
    flex: 1;
  }

  .broadcast {
    display: inline-flex;
    align-items: center;
    gap: 7px;
    padding-left: 6px;
    font-size: 13px;
  }

  .broadcast input {
    width: 16px;
    height: 16px;
    accent-color: var(--accent);
  }

  .suggestions {
    position: absolute;
    bottom: calc(100% + 6px);
    left: 0;
    z-index: 10;
    width: min(320px, 100%);
    margin: 0;
    padding: 6px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--surface);
    box-shadow: var(--shadow);
    list-style: none;
  }

  .suggestions li {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 6px 8px;
    border-radius: 8px;
    cursor: pointer;
  }

  .suggestions li[aria-selected='true'] {
    background: var(--accent-soft);
  }

  .suggestions .tile {
    width: 26px;
    height: 26px;
    border-radius: 8px;
    color: #fff;
    font-size: 12px;
  }

  .invite {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    margin-bottom: 10px;
    padding: 10px 14px;
    border-radius: 12px;
    background: var(--accent-soft);
    font-size: 14px;
  }

  .invite p {
    flex: 1 1 220px;
  }
`;
