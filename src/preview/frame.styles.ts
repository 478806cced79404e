/**
 * The frame of the operators' screen: three columns where there is room (`wide`), two where there is some, one on a phone; colors of tiers and
 * of movement; and what is pressed or typed into. Dense, with hairlines: a tool that is open all day. What rises is teal with an arrow up,
 * what falls burnt orange with an arrow down, never by color alone.
 */
import { css } from 'lit'

export const frame = css`
  :host {
    --_rise: var(--tk-preview-rise, #006b5b);
    --_fall: var(--tk-preview-fall, #a04000);
    --_rise-1: #e3f3f0;
    --_rise-2: #c3e5de;
    --_rise-3: #98d3c8;
    --_fall-1: #fcefe4;
    --_fall-2: #f8d9bf;
    --_fall-3: #f1bb8e;
    --_published: #b4bbc6;
    --_t0: var(--_accent-line);
    --_t1: var(--_accent-mid);
    --_t2: var(--_accent);
    --_t3: var(--_accent-strong);
    display: flex;
    flex-direction: column;
    min-height: 0;
    background-color: var(--_surface);
    font-size: 12px;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
    -webkit-font-smoothing: antialiased;
  }
  :host([data-scheme='dark']) {
    --_rise: var(--tk-preview-rise, #54c9b4);
    --_fall: var(--tk-preview-fall, #f2a066);
    --_rise-1: #10302b;
    --_rise-2: #164840;
    --_rise-3: #1d6357;
    --_fall-1: #38230f;
    --_fall-2: #553214;
    --_fall-3: #74441b;
    --_published: #4a525f;
  }
  @supports (color: color-mix(in srgb, red, red)) {
    .of1,
    .of2,
    .of3 {
      --_t0: color-mix(in srgb, var(--_accent) 26%, var(--_surface));
      --_t1: color-mix(in srgb, var(--_accent) 58%, var(--_surface));
      --_t2: var(--_accent);
    }
    .of2 {
      --_t1: var(--_accent);
    }
    .of4 {
      --_t0: color-mix(in srgb, var(--_accent) 22%, var(--_surface));
      --_t1: color-mix(in srgb, var(--_accent) 46%, var(--_surface));
      --_t2: color-mix(in srgb, var(--_accent) 72%, var(--_surface));
      --_t3: var(--_accent);
    }
    .of5,
    .of6,
    .of7,
    .of8 {
      --_t0: color-mix(in srgb, var(--_accent) 18%, var(--_surface));
      --_t1: color-mix(in srgb, var(--_accent) 36%, var(--_surface));
      --_t2: color-mix(in srgb, var(--_accent) 56%, var(--_surface));
      --_t3: color-mix(in srgb, var(--_accent) 78%, var(--_surface));
      --_t4: var(--_accent);
      --_t5: color-mix(in srgb, var(--_accent) 82%, var(--_text));
      --_t6: color-mix(in srgb, var(--_accent) 64%, var(--_text));
      --_t7: color-mix(in srgb, var(--_accent) 46%, var(--_text));
    }
  }
  .t0 {
    color: var(--_t0);
  }
  .t1 {
    color: var(--_t1);
  }
  .t2 {
    color: var(--_t2);
  }
  .t3 {
    color: var(--_t3);
  }
  .t4 {
    color: var(--_t4, var(--_accent));
  }
  .t5 {
    color: var(--_t5, var(--_accent));
  }
  .t6 {
    color: var(--_t6, var(--_accent));
  }
  .t7 {
    color: var(--_t7, var(--_accent));
  }
  .tx {
    color: var(--_line-strong);
  }
  .sw {
    display: inline-block;
    flex: none;
    width: 8px;
    height: 8px;
    margin-inline-end: 8px;
    border-radius: 2px;
    background-color: currentColor;
  }

  h2,
  h3 {
    margin: 0;
    font-size: 12px;
    line-height: 16px;
    font-weight: 600;
    white-space: nowrap;
  }
  h3 {
    font-weight: 500;
    color: var(--_text-muted);
  }
  b {
    font-weight: 600;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th {
    font-weight: 500;
    text-align: start;
  }
  .end {
    text-align: end;
    white-space: nowrap;
  }
  .mute,
  .sub,
  .u {
    color: var(--_text-subtle);
  }
  .acc {
    color: var(--_accent-text);
  }
  .up {
    color: var(--_rise);
  }
  .dn {
    color: var(--_fall);
  }
  .mono {
    font-family: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace;
  }
  .sp {
    flex: 1 1 auto;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .fine,
  .note {
    padding: 4px 16px;
    color: var(--_text-subtle);
  }
  .note {
    display: flex;
  }
  .note .i {
    margin-inline-end: 8px;
  }
  .i {
    width: 16px;
    height: 16px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .i.s {
    display: inline-block;
    width: 12px;
    height: 12px;
    stroke-width: 1.8;
    vertical-align: -1px;
  }

  /* columns */
  .app {
    flex: 1 1 auto;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-height: 0;
  }
  .app.mid {
    grid-template-columns: 280px minmax(0, 1fr);
  }
  .app.mid .inspector {
    grid-row: 1 / 3;
  }
  .app.wide {
    grid-template-columns: 288px minmax(0, 1fr) 356px;
    grid-template-rows: minmax(0, 1fr);
  }
  .col {
    min-width: 0;
    min-height: 0;
    scrollbar-width: thin;
  }
  .wide .col {
    overflow: auto;
  }
  .wide .inspector,
  .mid .inspector {
    border-inline-end: 1px solid var(--_line);
  }
  .wide .consequences {
    border-inline-start: 1px solid var(--_line);
  }
  .narrow .center,
  .mid .center {
    order: -2;
  }
  .narrow .consequences {
    order: -1;
  }
  .mid .center {
    grid-column: 2;
  }
  .narrow .consequences,
  .mid .consequences {
    border-top: 1px solid var(--_line);
  }
  .narrow .inspector {
    border-top: 1px solid var(--_line);
  }
  .two {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    border-top: 1px solid var(--_line);
  }
  .roomy .two {
    grid-template-columns: minmax(0, 1fr) minmax(0, 1.15fr);
  }
  .two .panel {
    border-top: 0;
  }
  .two .panel + .panel {
    border-top: 1px solid var(--_line);
  }
  .roomy .two .panel + .panel {
    border-top: 0;
    border-inline-start: 1px solid var(--_line);
  }
  .panel {
    display: flex;
    flex-direction: column;
    min-width: 0;
    padding-bottom: 8px;
    border-top: 1px solid var(--_line);
  }
  .ph {
    display: flex;
    align-items: center;
    min-height: 36px;
    padding: 0 16px;
    min-width: 0;
  }
  .ph > * + * {
    margin-inline-start: 8px;
  }
  .ph .sub {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .ph.first {
    min-height: 44px;
  }
  .inspector .ph,
  .inspector .row {
    padding-inline-end: 12px;
  }
  .row {
    position: relative;
    padding: 2px 16px;
  }
  .scroll {
    overflow: auto;
    min-width: 0;
  }
  .wait {
    min-height: 180px;
  }
  .nothing {
    padding: 64px 24px;
    text-align: center;
    grid-column: 1 / -1;
  }
  .refusal {
    display: flex;
    padding: 12px 16px;
    border-top: 1px solid var(--_line);
    background-color: var(--_fall-1);
  }
  .refusal .i {
    margin-inline-end: 8px;
    color: var(--_fall);
  }

  /* pressed, typed into */
  button,
  input,
  select {
    font: inherit;
    color: inherit;
  }
  :focus {
    outline: 0;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
    border-radius: 4px;
  }
  .btn.sm {
    min-height: 24px;
    padding: 3px 8px;
  }
  .btn {
    white-space: nowrap;
  }
  .ib,
  .tbl,
  .chipb,
  .seg button,
  .thumb {
    -webkit-appearance: none;
    appearance: none;
    margin: 0;
    padding: 0;
    border: 0;
    background-color: transparent;
    cursor: pointer;
  }
  .ib {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 24px;
    height: 24px;
    border-radius: 4px;
    color: var(--_text-muted);
  }
  .ph > .ib + .ib {
    margin-inline-start: 0;
  }
  .ib:hover,
  .tbl:hover {
    background-color: var(--_hover);
  }
  .ib[disabled] {
    color: var(--_line-strong);
    cursor: default;
    background-color: transparent;
  }
  .tbl {
    display: inline-flex;
    align-items: center;
    flex: none;
    height: 24px;
    padding: 0 6px;
    border-radius: 4px;
    color: var(--_text-subtle);
  }
  .tbl .i {
    width: 14px;
    height: 14px;
    margin-inline-end: 4px;
  }
  .tbl[aria-pressed='true'] {
    background-color: var(--_accent-soft);
    color: var(--_accent-text);
  }
  .pill {
    display: inline-flex;
    align-items: center;
    flex: none;
    height: 20px;
    padding: 0 6px;
    border-radius: 4px;
    background-color: var(--_sunken);
    color: var(--_text-muted);
    white-space: nowrap;
  }
  .pill.acc {
    background-color: var(--_accent-soft);
    color: var(--_accent-text);
    font-weight: 600;
  }
  .pill.bad {
    background-color: var(--_fall-1);
    color: var(--_fall);
  }
  .pick {
    max-width: 160px;
    min-width: 0;
    height: 24px;
    padding: 0 4px;
    border: 1px solid var(--_line-strong);
    border-radius: 4px;
    background-color: var(--_surface);
    color: var(--_text);
  }
  .row > .pick {
    max-width: 100%;
    width: 100%;
  }
  .seg {
    display: inline-flex;
    flex: none;
    height: 24px;
    border: 1px solid var(--_line-strong);
    border-radius: 6px;
    overflow: hidden;
  }
  .seg button {
    padding: 0 8px;
    color: var(--_text-muted);
    white-space: nowrap;
  }
  .seg button + button {
    border-inline-start: 1px solid var(--_line);
  }
  .seg [aria-pressed='true'] {
    background-color: var(--_accent-soft);
    color: var(--_accent-text);
    font-weight: 600;
  }
  .field {
    display: inline-flex;
    align-items: center;
    justify-content: flex-end;
    white-space: nowrap;
  }
  .was {
    margin-inline-end: 6px;
    color: var(--_text-subtle);
  }
  .num {
    width: 60px;
    height: 24px;
    padding: 0 6px;
    border: 1px solid var(--_line-strong);
    border-radius: 4px;
    background-color: var(--_surface);
    color: var(--_text);
    font-weight: 600;
    text-align: end;
    -webkit-appearance: none;
    -moz-appearance: textfield;
    appearance: textfield;
  }
  .num::-webkit-inner-spin-button,
  .num::-webkit-outer-spin-button {
    -webkit-appearance: none;
    margin: 0;
  }
  .num::placeholder {
    font-weight: 400;
    color: var(--_text-subtle);
  }
  .field.chg .num {
    border-color: var(--_accent);
    color: var(--_accent-text);
  }
  .field .u,
  .kv .u,
  .rail .u {
    margin-inline-start: 4px;
  }
  .link {
    font-weight: 400;
  }

  /* what is still of the draft before */
  .old .consequences .panel,
  .old .consequences .verdict,
  .old .segments {
    opacity: 0.6;
  }

  /* below */
  .bar {
    position: sticky;
    bottom: 0;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    min-height: 44px;
    padding: 4px 12px;
    border-top: 1px solid var(--_line);
    background-color: var(--_surface);
    z-index: 2;
  }
  .sc {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
  }
  .sc > * {
    margin: 2px 6px 2px 0;
  }
  .chips {
    display: inline-flex;
    align-items: center;
  }
  .chipb {
    display: inline-flex;
    align-items: center;
    height: 28px;
    padding: 0 12px;
    border: 1px solid var(--_line-strong);
    border-radius: 14px;
    color: var(--_text-muted);
    white-space: nowrap;
  }
  .chipb[aria-pressed='true'] {
    border-color: var(--_accent);
    background-color: var(--_accent-soft);
    color: var(--_text);
  }
  .chipb .st {
    display: inline-flex;
    align-items: center;
    margin-inline-start: 8px;
  }
  .ib.s .i {
    width: 12px;
    height: 12px;
  }
  .naming {
    display: inline-flex;
    align-items: center;
  }
  .naming > * {
    margin-inline-end: 6px;
  }
  .naming input {
    width: 160px;
    height: 28px;
    padding: 0 8px;
    border: 1px solid var(--_line-strong);
    border-radius: 6px;
    background-color: var(--_surface);
    color: var(--_text);
  }
  .tim {
    padding: 4px 8px;
    color: var(--_text-subtle);
  }
`
