import { css } from 'lit'

export const reasonsStyles = css`
  .why {
    margin-inline-start: 8px;
  }
  .opens-reasons .i {
    margin: 0;
    margin-inline-start: 4px;
    stroke-width: 2;
  }
  .reasons {
    display: none;
    margin-top: var(--_space-3);
    padding: 15px var(--_space-4) var(--_space-4);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-control);
  }
  .stand + .reasons {
    margin-top: 0;
    margin-bottom: var(--_space-4);
  }
  .reasons.open {
    display: block;
  }
  .reasons .what {
    margin-top: var(--_space-3);
    font-size: var(--_size-1);
    line-height: 16px;
  }
  .reasons .row:last-child {
    border-bottom: 1px solid var(--_line);
  }
  .xs .reasons .line,
  .xs .reasons .line > * {
    display: block;
  }
  .reasons dl {
    margin-top: var(--_space-3);
    font-size: var(--_size-1);
    line-height: 16px;
  }
  .reasons dl > div {
    display: flex;
  }
  .reasons dl > div + div {
    margin-top: 6px;
  }
  .reasons dt {
    flex: none;
    width: 104px;
    padding-inline-end: var(--_space-3);
    color: var(--_text-muted);
  }
  .reasons dd {
    flex: 1 1 0;
    min-width: 0;
  }
  .xs .reasons dl > div {
    display: block;
  }
  .xs .reasons dt {
    width: auto;
  }
  .beside .reasons.open {
    display: flex;
  }
  .beside .reasons .told {
    flex: 3 1 0;
    min-width: 0;
    margin-inline-end: var(--_space-5);
  }
  .beside .reasons dl {
    flex: 2 1 0;
    min-width: 0;
    margin-top: 4px;
  }
  .beside .reasons .row:last-child {
    padding-bottom: 0;
    border-bottom: 0;
  }
  .h.apart {
    margin-top: var(--_space-5);
  }
  .beside .h.apart {
    margin-top: var(--_space-4);
  }

  /* on paper: the statement open, nothing to press */
  @media print {
    .reasons,
    .beside .reasons.open {
      display: block;
      break-inside: avoid;
    }
    .btn,
    .link,
    .why,
    .back {
      display: none;
    }
  }
`
