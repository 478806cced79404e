import { css } from 'lit'
import { pagedList } from './paging.styles.js'
import { wholeLog } from './points-whole.styles.js'

const colors = css`
  :host {
    --_chart-earned: var(--tk-ledger-earned, var(--_accent-drawn));
    --_chart-spent: var(--tk-ledger-spent, var(--_mid-drawn));
    --_chart-lapsed: var(--_ledger-lapse);
    --_chart-adjusted: var(--_text-subtle);
  }
  /* a canvas is not painted over by the browser: its colors must be the system's already */
  @media (forced-colors: active) {
    :host {
      --_chart-earned: Highlight;
      --_chart-spent: CanvasText;
      --_chart-lapsed: GrayText;
      --_chart-adjusted: LinkText;
      --_text-subtle: CanvasText;
      --_line-strong: CanvasText;
    }
  }
`

/** Two columns where both have room, else one; what lapses and what came by month stand side by side where they can. */
const layout = css`
  .ledger {
    display: flex;
    flex-wrap: wrap;
    align-items: stretch;
    margin: 0 -16px -20px;
  }
  .ledger > * {
    margin: 0 16px 20px;
    min-width: 0;
  }
  .sum {
    flex: 1 1 264px;
    display: flex;
    flex-wrap: wrap;
    align-content: flex-start;
    margin-inline-start: 0;
    margin-inline-end: 0;
  }
  .sum > * {
    flex: 1 1 240px;
    min-width: 0;
    margin: var(--_space-5) 16px 0;
  }
  .sum > .top {
    flex: 1 1 calc(100% - 32px);
    margin-top: 0;
  }
  .log {
    flex: 3 1 520px;
    display: flex;
    flex-direction: column;
  }
  /* one column: what is left below a full page goes to the log alone */
  .xs .ledger,
  .s .ledger,
  .m .ledger {
    flex-wrap: nowrap;
    flex-direction: column;
  }
  .xs .sum,
  .s .sum,
  .m .sum {
    flex: none;
  }
  .xs .log,
  .s .log,
  .m .log {
    flex: 1 0 auto;
  }
  .xs .sum > *,
  .s .sum > * {
    flex-basis: calc(100% - 32px);
  }
  .sum .tabs {
    margin-bottom: var(--_space-2);
  }
`

const summary = css`
  .balance .strong {
    font-weight: 600;
  }
  .lots {
    margin: var(--_space-3) 0 0;
    overflow: visible;
  }
  .rtl .lots {
    transform: scaleX(-1);
  }
  .lots rect {
    color: var(--_accent);
    fill: currentColor;
    fill-opacity: 0.35;
  }
  .lots .next {
    color: var(--_ledger-lapse);
    fill-opacity: 1;
  }
  .lots .base {
    color: var(--_line-strong);
    fill-opacity: 1;
  }
  .bone.lots {
    height: 57px;
  }
  .axis {
    display: flex;
    justify-content: space-between;
    min-height: 16px;
    margin-top: 4px;
    font-size: var(--_size-tick);
    line-height: 16px;
    color: var(--_text-subtle);
  }
  .lot {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    grid-column-gap: var(--_space-3);
    min-height: 33px;
    padding: 6px 0;
    border-bottom: 1px solid var(--_line);
  }
  .lot b {
    font-weight: 500;
  }
  .lot p {
    grid-column: 1 / -1;
  }
  .lot.first {
    min-height: 49px;
  }
  .all-lots {
    min-height: 16px;
    padding-top: var(--_space-2);
  }

  .chart {
    position: relative;
    height: 112px;
    margin-top: var(--_space-2);
  }
  .chart canvas {
    display: block;
    width: 100%;
    height: 100%;
  }
  .bone.fills {
    height: 100%;
  }
  .legend {
    margin-top: var(--_space-2);
  }
  .legend .s1 {
    font-weight: 500;
    color: var(--_text);
  }
  .keys {
    font-size: var(--_size-1);
    line-height: 16px;
    color: var(--_text-muted);
  }
  .keys li {
    display: flex;
    align-items: center;
  }
  .keys span {
    flex: 1 1 auto;
    min-width: 0;
  }
  .keys b {
    font-weight: 500;
    color: var(--_text);
  }
  .keys i {
    flex: none;
    width: 8px;
    height: 8px;
    margin-inline-end: 6px;
    border-radius: 2px;
    background-color: var(--_chart-earned);
  }
  .skeleton .keys i {
    background-color: var(--_hover);
  }
  .keys .spent {
    background-color: var(--_chart-spent);
  }
  .keys .lapsed {
    background-color: var(--_chart-lapsed);
  }
  .keys .adjusted {
    background-color: var(--_chart-adjusted);
  }
  .scroll {
    min-height: 184px;
    margin-top: var(--_space-2);
    overflow-x: auto;
  }
`

const log = css`
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    margin: -4px -4px var(--_space-3);
  }
  .tools > * {
    margin: 4px;
  }
  .tools .tabs {
    margin: 4px 2px;
  }
  .tools-note {
    margin-bottom: var(--_space-2);
  }
  .search {
    flex: 1 1 140px;
    min-width: 120px;
    height: 28px;
    display: flex;
    align-items: center;
    padding: 0 8px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-control);
    color: var(--_text-subtle);
    font-size: var(--_size-1);
    line-height: 16px;
    cursor: text;
  }
  .xs .search {
    flex-basis: 96px;
    min-width: 96px;
  }
  .search.bone {
    border-color: transparent;
  }
  .search .i {
    width: 14px;
    height: 14px;
    margin-inline-end: 6px;
  }
  .search input {
    -webkit-appearance: none;
    appearance: none;
    flex: 1 1 auto;
    min-width: 0;
    width: 100%;
    margin: 0;
    padding: 0;
    border: 0;
    background-color: transparent;
    color: var(--_text);
    font: inherit;
    text-align: start;
  }
  .search input:focus {
    outline: 0;
  }
  .search:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }
  .search input::placeholder {
    color: var(--_text-subtle);
    opacity: 1;
  }

  .day {
    display: flex;
    align-items: center;
    min-height: 28px;
    margin: var(--_space-3) -4px 0;
  }
  .day > * {
    margin: 0 4px;
  }
  .bone.date {
    flex: 0 1 136px;
    height: 28px;
    border-radius: var(--_radius-control);
  }
  .day .btn {
    flex: none;
    max-width: 60%;
  }
  /* also while its calendar's button has the focus */
  .day input:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }
  .day input {
    flex: 0 1 136px;
    min-width: 0;
    height: 28px;
    padding: 0 7px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-control);
    background-color: transparent;
    color: var(--_text);
    font: inherit;
    font-size: var(--_size-1);
    line-height: 16px;
  }

  .list.full .table,
  .list.full .group {
    display: flex;
    flex-direction: column;
    flex: 1 0 auto;
  }
  .list.full .group .entry {
    flex: 1 0 auto;
    align-content: start;
  }
  .month > span {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    width: 100%;
  }
  .month {
    padding: 16px 0 7px;
    border-bottom: 1px solid var(--_line-strong);
  }
  .month .name {
    padding-inline-end: var(--_space-3);
  }
  .entry {
    display: grid;
    grid-template-columns: 68px minmax(0, 1fr) 84px 84px;
    grid-column-gap: var(--_space-2);
    align-items: start;
    padding: 8px 0 9px;
    border-bottom: 1px solid var(--_line);
  }
  .group:last-child .entry:last-child,
  .table > .entry:last-child {
    border-bottom: 0;
  }
  .entry > * {
    min-width: 0;
  }
  .w .s1 {
    display: block;
  }
  .d {
    color: var(--_text-muted);
  }
  .n,
  .b {
    text-align: end;
    white-space: nowrap;
  }
  .n {
    font-weight: 600;
  }
  .b {
    color: var(--_text-muted);
  }
  .entry-head {
    padding: 0 0 7px;
    font-size: var(--_size-1);
    line-height: 16px;
    color: var(--_text-muted);
  }
  .entry-head .n {
    font-weight: 400;
    white-space: normal;
  }
  .in {
    color: var(--_ledger-in);
  }
  .out {
    color: var(--_ledger-out);
  }
  .gone {
    color: var(--_warn-text);
  }
  .still,
  .waits .n {
    color: var(--_text-muted);
    font-weight: 500;
  }
  .waits .b {
    font-size: var(--_size-1);
  }
  .none .btn {
    margin-top: var(--_space-3);
  }

  /* the balance below the points; narrower still, the date above */
  .s .entry {
    grid-template-columns: 64px minmax(0, 1fr) minmax(72px, auto);
    grid-template-rows: auto 1fr;
  }
  .xs .entry {
    grid-template-columns: minmax(0, 1fr) minmax(72px, auto);
    grid-template-rows: auto auto 1fr;
  }
  /* an account's long name does not push away what the column beside it is called */
  .s .entry-head .n,
  .xs .entry-head .n {
    max-width: 112px;
  }
  .s .w,
  .s .d {
    grid-row: 1 / 3;
  }
  .s .b {
    grid-column: 3;
  }
  .xs .d {
    grid-column: 1 / -1;
    font-size: var(--_size-1);
    line-height: 16px;
  }
  .xs .w {
    grid-row: 2 / 4;
  }
  .xs .b {
    grid-column: 2;
  }
  .s .entry-head .b,
  .xs .entry-head .b,
  .xs .entry-head .d {
    display: none;
  }
  .xs .entry-head .w {
    grid-row: 1;
  }
`

export const styles = [pagedList, colors, layout, summary, log, wholeLog]
