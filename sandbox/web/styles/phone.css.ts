const css = String.raw;

/** The frame of the phone page: whose phone, the phone itself, and what stands behind it. */
export const phoneStyles = css`
  .phone-page {
    display: grid;
    grid-template-columns: 272px minmax(0, 1fr) 344px;
    min-height: 0;
  }

  .holder {
    display: flex;
    align-items: center;
    gap: 12px;
    width: 100%;
    min-height: 56px;
    padding: 8px;
    border: 0;
    border-radius: 12px;
    background: transparent;
    text-align: left;
    cursor: pointer;
  }

  .holder:hover {
    background: color-mix(in srgb, var(--ink) 7%, transparent);
  }

  .holder[aria-current='page'] {
    background: var(--accent-soft);
  }

  .holder .tile {
    border-radius: 50%;
    color: #fff;
  }

  .holder-text {
    flex: 1;
    display: grid;
    min-width: 0;
    line-height: 1.35;
  }

  .holder-text strong {
    font-weight: 640;
  }

  .holder-text small {
    color: var(--muted);
    font-size: 13px;
  }

  .holder-text strong,
  .holder-text small {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .holder[aria-current='page'] small,
  .holder[aria-current='page'] time {
    color: var(--ink);
  }

  .holder-side {
    display: grid;
    justify-items: end;
    gap: 4px;
    align-self: start;
    padding-top: 2px;
  }

  .holder-side time {
    color: var(--muted);
    font-size: 12px;
  }

  .count {
    min-width: 20px;
    padding: 0 6px;
    border-radius: 999px;
    background: var(--accent);
    color: var(--accent-ink);
    font-size: 12px;
    font-weight: 650;
    text-align: center;
  }

  .stage {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
    place-items: center;
    min-width: 0;
    min-height: 0;
    padding: 24px;
  }

  .handset {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: auto minmax(0, 1fr) auto;
    width: min(440px, 100%);
    height: min(860px, 100%);
    border: 8px solid var(--ink);
    border-radius: 36px;
    background: var(--sunken);
    box-shadow: var(--shadow);
    overflow: hidden;
  }

  @media (prefers-color-scheme: dark) {
    .handset {
      border-color: #4a443c;
    }
  }

  .handset-head {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 64px;
    padding: 10px 16px;
    border-bottom: 1px solid var(--line);
    background: var(--surface);
  }

  .handset-head h2 {
    overflow: hidden;
    font-size: 16px;
    font-weight: 660;
    line-height: 1.3;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .handset-head p {
    overflow: hidden;
    color: var(--muted);
    font-size: 12.5px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .handset-head .tile {
    border-radius: 50%;
    color: #fff;
  }

  .panel-button,
  .panel-close {
    display: none;
  }

  .handset-foot {
    padding: 0 12px 12px;
  }

  .typing {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 28px;
    padding: 0 8px;
    color: var(--muted);
    font-size: 13px;
  }

  .phone-composer {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: end;
    gap: 4px 8px;
    padding: 4px;
    border: 1px solid var(--line);
    border-radius: 24px;
    background: var(--surface);
  }

  .phone-composer:focus-within {
    border-color: var(--accent);
    box-shadow: 0 0 0 1px var(--accent);
  }

  .phone-composer textarea {
    width: 100%;
    max-height: 30dvh;
    min-height: 40px;
    padding: 8px 0;
    border: 0;
    outline: 0;
    background: transparent;
    resize: none;
    field-sizing: content;
  }

  .phone-composer ::placeholder {
    color: var(--muted);
    opacity: 1;
  }

  .round-button,
  .attach summary {
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    border: 0;
    border-radius: 50%;
    cursor: pointer;
    list-style: none;
  }

  .round-button {
    background: var(--accent);
    color: var(--accent-ink);
  }

  .round-button svg,
  .attach svg {
    width: 20px;
    height: 20px;
  }

  .attach {
    position: relative;
  }

  .attach summary::-webkit-details-marker {
    display: none;
  }

  .attach summary:hover {
    background: var(--sunken);
  }

  .attach-items {
    position: absolute;
    bottom: 48px;
    left: 0;
    z-index: 5;
    display: grid;
    width: 208px;
    padding: 8px;
    border: 1px solid var(--line);
    border-radius: 16px;
    background: var(--surface);
    box-shadow: var(--shadow);
  }

  .attach-items button {
    min-height: 40px;
    padding: 8px 12px;
    border: 0;
    border-radius: 8px;
    background: transparent;
    text-align: left;
    cursor: pointer;
  }

  .attach-items button:hover {
    background: var(--sunken);
  }

  .composer-quote {
    display: flex;
    grid-column: 1 / -1;
    align-items: center;
    gap: 8px;
    padding: 4px 4px 4px 12px;
    border-left: 3px solid var(--accent);
    border-radius: 16px 16px 4px 4px;
    background: var(--sunken);
    font-size: 13px;
  }

  .composer-quote p {
    flex: 1;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;
