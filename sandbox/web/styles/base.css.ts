const css = String.raw;

/** Colours, type and the few things that every page has. */
export const baseStyles = css`
  :root {
    color-scheme: light dark;
    --paper: #fbf8f3;
    --surface: #ffffff;
    --sunken: #f2ebe0;
    --line: #e1d7c6;
    --ink: #26221d;
    --muted: #655c50;
    --accent: #1f6f6b;
    --accent-strong: #17524f;
    --accent-ink: #ffffff;
    --accent-soft: #dceeeb;
    --danger: #a3341d;
    --danger-soft: #fbe6df;
    --banner: #f4e3bd;
    --banner-ink: #55390a;
    --shadow: 0 1px 2px rgb(60 45 20 / 8%), 0 12px 32px rgb(60 45 20 / 10%);
    --radius: 12px;
    --sans:
      'Inter Variable', Inter, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial,
      sans-serif;
    --mono: ui-monospace, 'Cascadia Code', 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace;
  }

  @media (prefers-color-scheme: dark) {
    :root {
      --paper: #1b1917;
      --surface: #24211e;
      --sunken: #141210;
      --line: #3b362f;
      --ink: #f0eae0;
      --muted: #b5ab9d;
      --accent: #7fd1c8;
      --accent-strong: #a5e3db;
      --accent-ink: #0c2523;
      --accent-soft: #1d3a38;
      --danger: #f2a08d;
      --danger-soft: #43231b;
      --banner: #3a2e14;
      --banner-ink: #f3dda9;
      --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 12px 32px rgb(0 0 0 / 35%);
    }
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  body {
    margin: 0;
    background: var(--paper);
    color: var(--ink);
    font: 15px/1.5 var(--sans);
    -webkit-font-smoothing: antialiased;
    text-rendering: optimizeLegibility;
  }

  h1,
  h2,
  h3,
  p {
    margin: 0;
  }

  a {
    color: var(--accent);
    text-underline-offset: 2px;
  }

  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }

  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }

  code,
  pre {
    font-family: var(--mono);
    font-size: 0.88em;
  }

  .banner {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 10px;
    padding: 6px 16px;
    background: var(--banner);
    color: var(--banner-ink);
    font-size: 13px;
    font-weight: 550;
    text-align: center;
  }

  .banner-mark {
    flex: none;
    width: 18px;
    height: 10px;
    background: radial-gradient(circle at 3px 3px, currentcolor 1.6px, transparent 1.8px) 0 0 / 6px 5px;
    opacity: 0.65;
  }

  @media (max-width: 560px) {
    .banner {
      padding-inline: 8px;
      font-size: 12px;
    }

    .banner-mark {
      display: none;
    }
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: 40px;
    padding: 8px 18px;
    border: 1px solid transparent;
    border-radius: 10px;
    background: var(--accent);
    color: var(--accent-ink);
    font-weight: 600;
    cursor: pointer;
    transition: background-color 120ms;
  }

  .button:hover {
    background: var(--accent-strong);
  }

  .button svg {
    width: 16px;
    height: 16px;
  }

  .button.quiet {
    border-color: var(--line);
    background: transparent;
    color: var(--ink);
  }

  .button.quiet:hover {
    background: var(--sunken);
  }

  .button.danger {
    border-color: var(--danger);
    background: transparent;
    color: var(--danger);
  }

  .button.danger:hover {
    background: var(--danger-soft);
  }

  .button.small {
    min-height: 32px;
    padding: 4px 12px;
    border-radius: 8px;
    font-size: 13px;
  }

  .tile {
    display: inline-grid;
    flex: none;
    place-items: center;
    width: 40px;
    height: 40px;
    border-radius: 11px;
    background: var(--accent);
    color: var(--accent-ink);
    font-weight: 700;
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      transition-duration: 0.01ms !important;
    }
  }
`;
