import { css } from 'lit'
import { celebration } from './celebration.styles.js'
import { pagedList } from './paging.styles.js'

/** The card, its list, and the way to the next tier. */
const list = css`
  .area {
    margin-top: var(--_space-4);
  }

  .path {
    padding: var(--_space-4);
    border: 1px solid var(--_accent-line);
    border-radius: var(--_radius-control);
    background-color: var(--_task-path);
    margin-bottom: var(--_space-1);
  }
  .path.bare {
    border-color: var(--_line);
    background-color: transparent;
  }
  .path-note {
    margin-bottom: var(--_space-1);
  }
  .head-line {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    margin: -2px -6px;
  }
  .head-line > * {
    margin: 2px 6px;
  }
  .head-line .strong {
    flex: 1 1 auto;
  }
  .m .meta {
    flex: 1 1 100%;
  }
  .xs .head-line > *,
  .s .head-line > * {
    flex: 1 1 100%;
  }
  .steps {
    margin-top: var(--_space-3);
    margin-bottom: -4px;
    overflow: visible;
  }
  .bone.steps {
    height: 26px;
    margin-bottom: 0;
  }
  .steps rect {
    color: var(--_accent);
    fill: currentColor;
    fill-opacity: 0.3;
    stroke: currentColor;
    stroke-width: 1;
  }
  .steps text {
    color: var(--_text-muted);
    fill: currentColor;
    font-size: var(--_size-1);
  }
`

/** A row: beside one another on a wide card; on a narrow one the name first, then what it brings and the action. */
const row = css`
  .task {
    position: relative;
    display: flex;
    padding: 11px 0 12px;
    border-bottom: 1px solid var(--_line);
  }
  ul:last-child > .task:last-child,
  .list > .task:last-child {
    border-bottom: 0;
  }
  .task > svg,
  .task > .dot {
    flex: none;
    margin-top: 2px;
    margin-inline-end: var(--_space-3);
  }
  .ring {
    width: 16px;
    height: 16px;
  }
  .ring circle {
    color: var(--_line-strong);
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
  }
  .ring .value {
    color: var(--_accent);
  }

  .cells {
    flex: 1 1 auto;
    min-width: 0;
    display: grid;
    grid-template-columns: minmax(0, 1fr) 108px 92px minmax(106px, auto);
    grid-column-gap: var(--_space-4);
    align-items: start;
    align-content: start;
  }
  .cells > * {
    min-width: 0;
  }
  .due .alone {
    line-height: 20px;
  }
  .task .name {
    font-weight: 500;
  }
  .quiet .name {
    color: var(--_text-muted);
    font-weight: 400;
  }
  .task ::slotted(*) {
    display: block;
    margin-top: var(--_space-1);
  }
  /* on the line of what is said before it */
  .streak {
    display: inline-block;
    white-space: nowrap;
  }
  .streak .i {
    display: inline-block;
    width: 12px;
    height: 12px;
    margin-right: 3px; /* within our words, which run from left to right on any page */
    vertical-align: -2px;
    color: var(--_text-subtle);
  }
  .streak.runs {
    color: var(--_accent-text);
    font-weight: 500;
  }
  .streak.runs .i {
    color: inherit;
  }
  /* what it would have brought keeps the row's height */
  .aside .side * {
    color: var(--_text-subtle);
    font-weight: 400;
  }
  .act {
    align-self: center;
    display: flex;
    align-items: center;
    justify-content: flex-end;
  }
  .act .btn:not(.icon) {
    min-width: 76px;
  }
  .act .dismiss {
    flex: none;
    margin-inline-end: 2px;
  }
  /* room for a further heading */
  .skeleton .list {
    padding-bottom: 36px;
  }

  /* gain and deadline are cells of their own, but for one width */
  .side {
    display: contents;
  }
  /* name and action beside one another, what it brings on one line below */
  .m .cells {
    grid-template-columns: minmax(0, 1fr) auto;
  }
  .m .side {
    grid-row: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    padding-top: 4px;
  }
  .m .gain,
  .m .due {
    display: flex;
    align-items: baseline;
    margin-inline-end: var(--_space-4);
  }
  .m .gain {
    flex-wrap: wrap;
    max-width: 100%;
  }
  .m .gain:empty {
    display: none;
  }
  .m .gain p + p,
  .m .due p + p {
    margin-inline-start: 6px;
  }
  .m .act {
    grid-column: 2;
    grid-row: 1 / 3;
  }

  .s .cells {
    grid-template-columns: 108px minmax(0, 1fr) auto;
  }
  .snug .cells {
    grid-template-columns: minmax(0, 1fr) auto;
    grid-column-gap: var(--_space-2);
  }
  .s .what,
  .snug .what,
  .snug .due {
    grid-column: 1 / -1;
    padding-bottom: 6px;
  }
  .snug .due {
    grid-row: 2;
  }
  .m .what,
  .s .what,
  .snug .what {
    padding-inline-end: 20px;
  }
  .s .act .dismiss,
  .xs .act .dismiss {
    position: absolute;
    top: 7px;
    right: -6px;
    margin: 0;
  }
  .m .act {
    position: relative;
  }
  .m .act .dismiss {
    position: absolute;
    top: 50%;
    right: 100%;
    margin: -14px 2px;
  }
  .m.rtl .act .dismiss {
    right: auto;
    left: 100%;
  }
  .s.rtl .act .dismiss,
  .xs.rtl .act .dismiss {
    right: auto;
    left: -6px;
  }
  .snug .due:empty {
    display: none;
  }
  .snug .due p {
    display: inline-block;
    vertical-align: top;
    font-size: var(--_size-1);
    line-height: 16px;
  }
  .snug .due p {
    margin-inline-end: 6px;
  }

  /* setting aside is offered where the pointer or the focus is; a finger sees it always */
  @media (hover: hover) and (pointer: fine) {
    .act .dismiss {
      opacity: 0;
    }
    .task:hover .dismiss,
    .task:focus-within .dismiss {
      opacity: 1;
    }
  }
  @media (forced-colors: active) {
    .ring circle {
      color: CanvasText;
      stroke-width: 1;
    }
    .ring .value {
      stroke-width: 4;
    }
    .ring .value,
    .steps rect {
      color: Highlight;
    }
  }
`

export const styles = [pagedList, list, row, celebration]
