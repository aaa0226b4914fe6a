const css = String.raw;

/** Checkout, the Billing Portal, invoices and the dashboard of the Stripe sandbox. */
export const stripeStyles = css`
  .pay {
    display: grid;
    grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
    gap: 48px;
    width: min(1040px, calc(100% - 32px));
    margin: 40px auto;
    align-items: start;
  }

  .pay > *,
  .panel {
    padding: 32px;
    border: 1px solid var(--line);
    border-radius: 20px;
    background: var(--surface);
    box-shadow: var(--shadow);
  }

  .pay > aside {
    padding-inline: 8px;
    border: 0;
    background: transparent;
    box-shadow: none;
  }

  .pay h1 {
    font-size: 18px;
    font-weight: 650;
  }

  .pay section > * + *,
  .panel > * + *,
  .pay aside > form {
    margin-top: 16px;
  }

  .pay aside > form {
    margin-top: 24px;
  }

  .pay h2 {
    font-size: 16px;
    font-weight: 650;
  }

  .pay section > form + h2 {
    margin-top: 32px;
  }

  .back {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    min-height: 32px;
    color: var(--muted);
    text-decoration: none;
  }

  .amount {
    margin: 8px 0 4px;
    font-size: 34px;
    font-weight: 680;
    letter-spacing: -0.02em;
    font-variant-numeric: tabular-nums;
  }

  .muted {
    color: var(--muted);
  }

  .sums {
    display: grid;
    gap: 12px;
    margin: 24px 0 0;
    padding: 0;
    list-style: none;
  }

  .sums:empty {
    display: none;
  }

  .sums code {
    overflow-wrap: anywhere;
  }

  .sums li {
    display: flex;
    justify-content: space-between;
    gap: 16px;
    font-variant-numeric: tabular-nums;
  }

  .sums .total {
    padding-top: 12px;
    border-top: 1px solid var(--line);
    font-weight: 650;
  }

  .form {
    display: grid;
    gap: 16px;
  }

  .form h2 {
    margin: 8px 0 0;
    font-size: 16px;
    font-weight: 650;
  }

  .pair-fields {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 16px;
    align-items: start;
  }

  .field {
    display: grid;
    gap: 6px;
  }

  .field label {
    font-size: 14px;
    font-weight: 600;
  }

  .field input,
  .field select {
    width: 100%;
    min-height: 44px;
    padding: 8px 12px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--paper);
    font-variant-numeric: tabular-nums;
  }

  .field [aria-invalid='true'] {
    border-color: var(--danger);
  }

  .problem,
  .field .mistake {
    color: var(--danger);
    font-size: 14px;
  }

  .problem {
    padding: 12px 16px;
    border-radius: 12px;
    background: var(--danger-soft);
  }

  .done {
    padding: 12px 16px;
    border-radius: 12px;
    background: var(--accent-soft);
  }

  .problem,
  .done {
    overflow-wrap: anywhere;
  }

  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
    gap: 8px;
    margin: 12px 0 0;
    padding: 0;
    list-style: none;
    font-size: 13px;
  }

  .cards a {
    display: grid;
    gap: 2px;
    padding: 8px 12px;
    border: 1px solid var(--line);
    border-radius: 10px;
    color: inherit;
    text-decoration: none;
    font-variant-numeric: tabular-nums;
  }

  .cards a:hover {
    background: var(--sunken);
  }

  .inline {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: end;
  }

  .inline .button {
    min-height: 44px;
  }

  .inline .field {
    flex: 1 1 140px;
  }

  .button.block {
    width: 100%;
    min-height: 48px;
  }

  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 24px;
    width: min(1200px, calc(100% - 32px));
    margin: 32px auto 64px;
  }

  .stack.narrow {
    width: min(760px, calc(100% - 32px));
  }

  .stack h1 {
    font-size: 26px;
    font-weight: 680;
    letter-spacing: -0.015em;
  }

  .panel {
    padding: 24px;
    box-shadow: none;
  }

  .panel h2 {
    font-size: 17px;
    font-weight: 650;
  }

  .panel-head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 8px 16px;
    align-items: center;
  }

  .actions {
    align-items: end;
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .scroll {
    position: relative;
    overflow-x: auto;
  }

  .panel table {
    width: 100%;
    border-collapse: collapse;
    font-size: 14px;
  }

  .panel th {
    padding: 8px 12px 8px 0;
    color: var(--muted);
    font-size: 13px;
    font-weight: 600;
    text-align: start;
    white-space: nowrap;
  }

  .panel td {
    padding: 10px 12px 10px 0;
    border-top: 1px solid var(--line);
    vertical-align: middle;
  }

  .panel .number:not(:last-child) {
    padding-inline-end: 32px;
  }

  .panel .number {
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .badge {
    display: inline-block;
    padding: 2px 10px;
    border-radius: 999px;
    background: var(--sunken);
    font-size: 13px;
    font-weight: 600;
    white-space: nowrap;
  }

  .badge.good {
    background: var(--accent-soft);
    color: var(--accent-strong);
  }

  .badge.bad {
    background: var(--danger-soft);
    color: var(--danger);
  }

  .clock {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 16px 32px;
    align-items: center;
  }

  .clock time {
    display: block;
    font-size: 22px;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }

  .tabs {
    display: flex;
    gap: 4px;
    overflow-x: auto;
    border-bottom: 1px solid var(--line);
  }

  .tabs a {
    padding: 8px 14px;
    border-radius: 10px 10px 0 0;
    color: var(--muted);
    text-decoration: none;
    font-weight: 600;
    white-space: nowrap;
  }

  .tabs [aria-current='page'] {
    background: var(--surface);
    color: var(--ink);
    box-shadow: inset 0 -2px var(--accent);
  }

  .empty {
    color: var(--muted);
  }

  pre.source {
    max-height: 560px;
    overflow: auto;
    margin: 0;
    padding: 16px;
    border-radius: 12px;
    background: var(--sunken);
  }

  @media (max-width: 760px) {
    .pay {
      grid-template-columns: minmax(0, 1fr);
      gap: 24px;
      margin-top: 24px;
    }

    .pay > *,
    .panel {
      padding: 20px;
    }

    .pay > aside {
      padding: 0;
    }
  }
`;
