import { css } from 'lit'

/** The widths of columns are in tier-table.ts too. No collapsed borders: they do not go along with a head that stays. */
export const tableStyles = css`
  :host {
    --_compare-top: var(--tk-compare-top, 0);
  }
  .back {
    margin-bottom: var(--_space-3);
  }
  .back .link {
    display: inline-flex;
    align-items: center;
  }
  .back .i {
    width: 12px;
    height: 12px;
    margin-inline-end: 4px;
    stroke-width: 2;
    transform: scaleX(-1);
  }
  .rtl .back .i.turns {
    transform: none;
  }
  .boxed {
    max-height: min(720px, 100vh - 96px);
    overflow: auto;
    -webkit-overflow-scrolling: touch;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-control);
  }
  table.tiers {
    width: 100%;
    border-collapse: separate;
    border-spacing: 0;
    font-size: var(--_size-2);
    line-height: 20px;
  }
  .tiers th,
  .tiers td {
    min-width: 104px;
    padding: 9px 8px 10px;
    border-bottom: 1px solid var(--_line);
    background-color: var(--_surface);
    text-align: start;
    vertical-align: top;
    font-weight: 400;
  }
  .tiers th:first-child,
  .tiers td:first-child {
    min-width: 152px;
  }
  .scroll:not(.scrolls) .tiers {
    table-layout: fixed;
  }
  .scroll:not(.scrolls) .tiers th:first-child,
  .scroll:not(.scrolls) .tiers td:first-child {
    width: 152px;
  }
  .scroll:not(.boxed) .tiers th:first-child,
  .scroll:not(.boxed) .tiers td:first-child {
    padding-inline-start: 0;
  }
  .l .scroll:not(.scrolls) .tiers th:first-child {
    width: 22%;
  }
  .l .scroll:not(.scrolls) .tiers .corner {
    width: 22%;
  }
  .tiers tbody:last-child tr:last-child > * {
    border-bottom: 0;
  }
  .tiers thead > tr > * {
    position: sticky;
    top: var(--_compare-top);
    z-index: 1;
    padding-top: 7px;
    padding-bottom: 7px;
    border-bottom-color: var(--_line-strong);
  }
  .tiers thead .name {
    font-weight: 600;
  }
  .tiers .name,
  .tiers .s1 {
    display: block;
  }
  .tiers thead .here .name,
  .tiers .yours {
    color: var(--_accent-text);
  }
  .tiers .yours {
    font-weight: 500;
  }
  /* over the card's own color, so that nothing shines through a head that stays */
  .tiers .here {
    background-image: linear-gradient(var(--_accent-soft), var(--_accent-soft));
  }
  .tiers thead .here {
    box-shadow: inset 0 2px 0 var(--_ladder-here);
  }
  .tiers .rules td,
  .tiers .rules li {
    font-size: var(--_size-1);
    line-height: 16px;
    color: var(--_text-muted);
  }
  .tiers .rules td {
    padding-top: 11px;
  }
  .tiers .rules li + li {
    margin-top: 4px;
  }
  .tiers .kind > * {
    padding-top: 15px;
    padding-bottom: 7px;
    font-size: var(--_size-1);
    line-height: 16px;
    font-weight: 600;
    color: var(--_text-muted);
  }
  .tiers .given {
    display: block;
    font-weight: 500;
  }
  .tiers .check {
    color: var(--_good);
  }
  .tiers .check .i {
    height: 20px;
    stroke-width: 2;
  }
  .tiers .none {
    color: var(--_text-subtle);
  }
  .compare > .none {
    margin-top: var(--_space-3);
  }

  /* as everywhere in the card: our words at the right edge */
  .rtl .tiers th,
  .rtl .tiers td {
    text-align: right;
  }

  .boxed .tiers thead > tr > * {
    top: 0;
  }
  .scrolls .tiers th:first-child,
  .scrolls .tiers td:first-child {
    position: sticky;
    left: 0;
    z-index: 1;
    border-inline-end: 1px solid var(--_line);
  }
  .rtl .scrolls .tiers th:first-child,
  .rtl .scrolls .tiers td:first-child {
    left: auto;
    right: 0;
  }
  .scrolls .tiers thead > tr > .corner {
    z-index: 2;
  }
  .xs .tiers th:first-child,
  .xs .tiers td:first-child {
    min-width: 92px;
    max-width: 92px;
  }
  .s .tiers th:first-child,
  .s .tiers td:first-child {
    min-width: 124px;
    max-width: 132px;
  }
  .xs .tiers tbody .name {
    font-size: var(--_size-1);
    line-height: 16px;
    padding: 2px 0;
  }
  .xs .tiers .aside {
    display: none;
  }
  .xs .tiers th,
  .xs .tiers td {
    min-width: 104px;
  }

  .bone-row {
    display: flex;
    padding: 10px 0;
    border-bottom: 1px solid var(--_line);
  }
  .bone-row > * {
    flex: 1 1 0;
    height: 20px;
    padding-inline-end: 24px;
  }
  .bone-row > :first-child {
    flex-grow: 1.4;
  }
  .bone-row .bone {
    width: 100%;
  }
  .bone-row.double {
    padding-bottom: 25px;
  }
  .bone-row.top {
    padding: 15px 0;
  }
  .bone-row.kind {
    padding: 11px 0 7px;
  }
  .bone-row.kind .bone {
    width: 10%;
  }
  .bone-row.tall {
    padding-bottom: 67px;
  }
  .bone-row.tall.wordy {
    padding-bottom: 83px;
  }
  .skeleton .back {
    display: grid; /* margins must not collapse */
    min-height: 20px;
  }
  .skeleton .scroll {
    overflow: hidden;
  }
  .skeleton .boxed .bone-row {
    padding-inline-start: 8px;
  }

  @media (forced-colors: active) {
    .tiers thead .here {
      border-bottom: 3px solid Highlight;
    }
  }
  @media print {
    .boxed {
      max-height: none;
      overflow: visible;
      border: 0;
    }
    .tiers thead > tr > *,
    .scrolls .tiers th:first-child,
    .scrolls .tiers td:first-child {
      position: static;
    }
  }
`
