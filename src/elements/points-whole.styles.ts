import { css } from 'lit'

/**
 * The whole log as one list. Its rows have one height, which points-whole.ts knows too (60 px, 76 under 480 px, 88 under
 * 320): what a row cannot hold is cut, and said in full below the list. A month's name stands in the first row of it.
 */
export const wholeLog = css`
  :host {
    --_ledger-list-height: var(--tk-ledger-list-height, 528px);
  }
  .now {
    display: flex;
    justify-content: space-between;
    min-height: 16px;
    margin-bottom: var(--_space-2);
    padding: 0 8px;
  }
  .now b {
    padding-inline-end: var(--_space-3);
    color: var(--_text);
  }
  .xs .now {
    display: block;
    min-height: 32px;
  }
  .xs .now > * {
    display: block;
    min-height: 16px;
  }
  /* pending rows take of the list's height, so that it is one height with them and without */
  .frame {
    display: flex;
    flex-direction: column;
    height: var(--_ledger-list-height);
    max-height: 85vh;
    min-height: 260px;
    border-bottom: 1px solid var(--_line);
  }
  .before {
    flex: 0 1 auto;
    max-height: 40%;
    margin-bottom: var(--_space-3);
    overflow-y: auto;
    border-bottom: 1px solid var(--_line);
  }
  .whole {
    flex: 1 1 0;
    display: flex;
    flex-direction: column;
    min-height: 0;
    margin: 0 -8px;
  }
  .whole .entry-head,
  .row {
    padding-left: 8px;
    padding-right: 8px;
  }
  /* the focus has 8 px around the text; the lines end where the others of the card do */
  .whole .entry-head,
  .row {
    border-bottom-color: transparent;
  }
  .whole .entry-head {
    position: relative;
  }
  .whole .entry-head::after,
  .row::after {
    content: '';
    position: absolute;
    left: 8px;
    right: 8px;
    bottom: 0;
    border-bottom: 1px solid var(--_line);
  }
  .skeleton .entry-head::after {
    left: 0;
    right: 0;
  }
  .whole .entry-head::after {
    border-bottom-color: var(--_line-strong);
  }
  .whole .entry-head {
    padding-inline-end: calc(8px + var(--_scroll-bar, 0px));
  }
  .skeleton .whole {
    margin: 0;
  }
  .skeleton .whole > * {
    padding-left: 0;
    padding-right: 0;
  }
  .region {
    position: relative;
    flex: 1 1 0;
    min-height: 0;
    overflow-x: hidden;
    overflow-y: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    -webkit-overflow-scrolling: touch;
  }
  /* Firefox has the keyboard stop at what scrolls */
  .region:focus {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }
  .track {
    position: relative;
    overflow: hidden;
  }
  .row {
    position: absolute;
    top: 0;
    left: 0;
    right: 0;
    height: 60px;
    padding-top: 11px;
    padding-bottom: 0;
    contain: strict;
  }
  .row.begins {
    padding-top: 19px;
  }
  .row .name {
    position: absolute;
    top: 3px;
    left: 8px;
    right: 8px;
    font-size: var(--_size-1);
    line-height: 16px;
    font-weight: 600;
    color: var(--_text);
    white-space: nowrap;
  }
  .row .t,
  .row .s1 {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .row:focus {
    outline-offset: -2px;
  }
  .row:focus::after {
    border-bottom-color: transparent;
  }
  .row:hover {
    background-color: var(--_hover);
  }
  .row.blank {
    color: var(--_text-subtle);
  }
  .covers {
    padding-top: var(--_space-2);
  }
  .details {
    max-height: 184px;
    margin-top: var(--_space-3);
    padding: 11px var(--_space-3);
    overflow-y: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-control);
    background-color: var(--_sunken);
  }
  .details ul {
    margin-top: 4px;
  }
  .details p + p {
    margin-top: 4px;
  }
  .details li {
    display: flex;
    justify-content: space-between;
    max-width: 320px;
  }
  .details b {
    font-weight: 500;
    color: var(--_text);
  }

  /* as the pages have it: the balance below the points; narrower still, the date above */
  .s .row {
    height: 76px;
    grid-template-rows: 20px 32px;
  }
  .s .row,
  .s .row.begins {
    padding-top: 20px;
  }
  .s .row:not(.begins) {
    padding-top: 11px;
  }
  .xs .row {
    height: 88px;
    grid-template-rows: 16px 20px 32px;
    padding-top: 9px;
  }
  .xs .row .name {
    top: 9px;
    left: auto;
  }
  .xs.rtl .row .name {
    left: 8px;
    right: auto;
  }
  /* the line above the list says the month of its first row to who sees it */
  .row.top .name {
    width: 1px;
    overflow: hidden;
    clip: rect(0 0 0 0);
  }
  .s .row .s1,
  .xs .row .s1 {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    white-space: normal;
  }
  @media (forced-colors: active) {
    /* a transparent line would be drawn beside the one that is meant */
    .row,
    .whole .entry-head {
      border-bottom-width: 0;
    }
    .row:hover {
      outline: 1px solid CanvasText;
      outline-offset: -1px;
    }
    .row:focus {
      outline: 2px solid Highlight;
    }
  }
`
