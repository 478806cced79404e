import { css } from 'lit'

/** What several elements are put together from: tags, notes, bars, rows, pairs. Color never speaks alone: an icon and a word stand by it. */
export const pieces = css`
  .tag {
    display: inline-flex;
    align-items: center;
    min-height: 20px;
    padding: 1px 6px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-1);
    font-size: var(--_size-1);
    line-height: 16px;
    font-weight: 500;
    color: var(--_text-muted);
  }
  .tag .i {
    width: 12px;
    height: 12px;
    margin-inline-end: 4px;
    stroke-width: 2;
  }
  .tag.accent {
    color: var(--_accent-text);
    border-color: var(--_accent-line);
    background-color: var(--_accent-soft);
  }
  .tag.warn {
    color: var(--_warn-text);
    border-color: var(--_warn-line);
    background-color: var(--_warn-soft);
  }
  .tag.good {
    color: var(--_good);
    border-color: var(--_good-line);
    background-color: var(--_good-soft);
  }
  .tag.bad {
    color: var(--_bad);
    border-color: var(--_bad-line);
    background-color: var(--_bad-soft);
  }

  /* what happened, why, by when, and one way out */
  .note {
    display: flex;
    padding: 11px var(--_space-3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-control);
    background-color: var(--_sunken);
  }
  .note > .i {
    margin-top: 2px;
    margin-inline-end: var(--_space-2);
    color: var(--_text-muted);
  }
  .note > div {
    flex: 1 1 auto;
    min-width: 0;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    margin: -2px -6px;
  }
  .note > div > * {
    margin: 2px 6px;
  }
  .note .what {
    flex: 1 1 260px;
    min-width: 0;
  }
  .note .what > b,
  .note .what > .s1 {
    display: block;
  }
  .xs .note .what,
  .s .note .what {
    flex-basis: 100%;
  }
  .note.warn {
    color: var(--_text);
    border-color: var(--_warn-line);
    background-color: var(--_warn-soft);
  }
  .note.warn > .i,
  .note.warn b {
    color: var(--_warn-text);
  }
  .note.bad {
    color: var(--_text);
    border-color: var(--_bad-line);
    background-color: var(--_bad-soft);
  }
  .note.bad > .i,
  .note.bad b {
    color: var(--_bad);
  }
  .note.good {
    color: var(--_text);
    border-color: var(--_good-line);
    background-color: var(--_good-soft);
  }
  .note.good > .i,
  .note.good b {
    color: var(--_good);
  }
  .note.accent {
    color: var(--_text);
    border-color: var(--_accent-line);
    background-color: var(--_accent-soft);
  }
  .note.accent > .i,
  .note.accent b {
    color: var(--_accent-text);
  }

  /* 4 px, drawn by elements/bar.ts */
  .bar {
    width: 100%;
    height: 4px;
    overflow: visible;
  }
  .rtl .bar {
    transform: scaleX(-1);
  }
  .bar rect {
    fill: currentColor;
  }
  .bar .track {
    color: var(--_bar-track);
  }
  .bar .value {
    color: var(--_bar-fill);
  }
  .bar.warn .value {
    color: var(--_warn);
  }
  .bar.good .value {
    color: var(--_good);
  }
  .bar.bad .value {
    color: var(--_bad);
  }
  .bar.muted .value {
    color: var(--_text-subtle);
  }
  .bar .mark {
    color: var(--_text);
  }

  /* a row of a list: an icon, what it is, what it amounts to */
  .row {
    display: flex;
    padding: 9px 0 10px;
    border-bottom: 1px solid var(--_line);
  }
  .row:last-child {
    border-bottom: 0;
  }
  .row > .i {
    margin-top: 2px;
    margin-inline-end: 10px;
    color: var(--_text-muted);
  }
  .row > .i.good {
    color: var(--_good);
  }
  .row > .i.warn {
    color: var(--_warn-text);
  }
  .row > .i.bad {
    color: var(--_bad);
  }
  .row > .i.accent {
    color: var(--_accent-text);
  }
  .row > div {
    flex: 1 1 auto;
    min-width: 0;
  }
  .row .line {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
  }
  .row .line > :first-child {
    font-weight: 500;
    padding-inline-end: var(--_space-3);
  }

  table.data {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--_size-1);
    line-height: 16px;
  }
  table.data th,
  table.data td {
    padding: 5px 0;
    padding-inline-end: var(--_space-3);
    border-bottom: 1px solid var(--_line);
    text-align: start;
    font-weight: 400;
  }
  table.data thead th {
    color: var(--_text-muted);
  }
  table.data .num {
    text-align: end;
  }
  table.data th:last-child,
  table.data td:last-child {
    padding-inline-end: 0;
  }

  @media (forced-colors: active) {
    /* an outline and what fills it: two of a person's colors may be near to one another */
    .bar .track {
      fill: Canvas;
      stroke: CanvasText;
    }
    .bar .value {
      color: Highlight;
    }
    .bar .mark {
      color: CanvasText;
    }
    .btn.primary {
      forced-color-adjust: none;
      color: HighlightText;
      background-color: Highlight;
      border-color: Highlight;
    }
    svg,
    .bone {
      forced-color-adjust: auto;
    }
    .tag,
    .note,
    .btn {
      border-color: ButtonText;
    }
    .btn[disabled],
    .btn[aria-disabled='true'],
    .link[aria-disabled='true'] {
      color: GrayText;
      border-color: GrayText;
    }
    .tab[aria-pressed='true'],
    .tab[aria-selected='true'] {
      forced-color-adjust: none;
      color: HighlightText;
      background-color: Highlight;
      border-color: Highlight;
    }
    .tab[aria-pressed='true'] .count,
    .tab[aria-selected='true'] .count {
      color: HighlightText;
    }
    .link {
      text-decoration: underline;
    }
  }
`
