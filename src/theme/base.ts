/**
 * What every element's shadow root starts from: the host, the card with head, body and foot, the text sizes, and the
 * small shared pieces (controls.ts, pieces.ts, states.ts). It knows no element.
 *
 * Nothing newer than Chromium 79: no flex `gap`, no `:is`, no `inset`, no container queries. The card carries a class
 * for its own width instead (`xs` under 320 px, `s` under 480, `m` under 720, `l`, and `xl` too from 1,200), see elements/around.ts.
 */
import { css, type CSSResultGroup } from 'lit'
import { controls } from './controls.js'
import { pieces } from './pieces.js'
import { states } from './states.js'
import { tokens } from './tokens.js'

/** The element itself: its font, its scheme, and no margins of a browser's own. */
export const host = css`
  :host {
    display: block;
    min-width: 0;
    --_font: initial;
    font-family: var(--tk-font-family, var(--ant-font-family, var(--td-font-family, var(--_font, inherit))));
    color: var(--_text);
    text-align: start;
  }
  /* A page without a font of its own gets ours, not the browser's serif, or the one that Element Plus names: its components take the
     page's. Latin fonts first: Chinese ones draw ’ and · as wide as a letter, and come in where the Latin ones have nothing. No
     system-ui: on a Chinese Windows it is Chinese. */
  :host([data-font='own']) {
    --_font: var(
      --el-font-family,
      -apple-system,
      BlinkMacSystemFont,
      'Segoe UI',
      Roboto,
      'Helvetica Neue',
      Arial,
      'Noto Sans',
      'PingFang SC',
      'Hiragino Sans GB',
      'Microsoft YaHei',
      'Noto Sans CJK SC',
      'Noto Sans SC',
      sans-serif
    );
  }
  :host([data-scheme='dark']) {
    color-scheme: dark;
  }
  :host([data-scheme='light']) {
    color-scheme: light;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset,
  legend,
  figure {
    margin: 0;
    padding: 0;
    border: 0;
    list-style: none;
    min-width: 0;
  }
  svg {
    display: block;
    flex: none;
  }
  b,
  strong {
    font-weight: 600;
  }
`

const card = css`
  .card {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-width: 0;
    padding: var(--_pad);
    color: var(--_text);
    background-color: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    font-size: var(--_size-2);
    line-height: 20px;
    font-weight: 400;
    font-style: normal;
    letter-spacing: normal;
    text-transform: none;
    white-space: normal;
    font-variant-numeric: tabular-nums;
    -webkit-font-smoothing: antialiased;
    word-break: break-word;
    overflow-wrap: break-word;
    text-wrap: pretty;
  }
  /* where only Chinese fonts are, or a page puts them first, ’ and “ of other languages are still as narrow as they should */
  .card:not(:lang(zh)) {
    font-variant-east-asian: proportional-width;
  }
  /* Our words run from left to right on any page: each text keeps its own order, at the right edge. */
  .card.rtl {
    text-align: right;
  }
  .rtl * {
    unicode-bidi: plaintext;
  }
  /* Firefox takes the side from which a region scrolls from its first text then, and cannot reach what lies on the other. */
  .rtl .scroll {
    unicode-bidi: normal;
  }
  .card.xs {
    --_pad: var(--tk-card-padding, var(--_space-4));
  }

  /* one height in every state, so that a state never moves the body */
  .head {
    display: flex;
    align-items: center;
    height: 28px;
    margin: -4px 0 var(--_space-4);
  }
  .head > .title ~ * {
    margin-inline-start: var(--_space-3);
  }
  .s .head > .title ~ * {
    margin-inline-start: var(--_space-2);
  }
  .head .btn,
  .head .link {
    flex: none;
    white-space: nowrap;
  }
  .head .title {
    flex: 1 1 auto;
    min-width: 0;
    font-weight: 600;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .asof {
    display: inline-flex;
    align-items: center;
    white-space: nowrap;
    font-size: var(--_size-1);
    line-height: 16px;
    color: var(--_text-subtle);
  }
  .asof .i {
    margin-inline-end: var(--_space-1);
  }
  .asof.stale {
    color: var(--_warn-text);
  }
  /* beside a button: words that are long take two lines before the title loses a letter */
  .s .asof.stale {
    flex: 0 9999 auto;
    min-width: 84px;
    white-space: normal;
    line-height: 14px;
  }
  .xs .head {
    flex-wrap: wrap;
    align-content: flex-start;
    height: 44px;
  }
  .xs .head .title {
    flex-basis: 60px;
    line-height: 28px;
  }
  .xs .head > .title ~ .asof {
    order: 1;
    flex: 1 0 100%;
    height: 16px;
    margin-inline-start: 0;
  }

  .notice {
    margin-bottom: var(--_space-4);
  }
  /* what a page adds: no room where it adds nothing */
  .extra ::slotted(*) {
    display: block;
    margin: 0 0 var(--_space-4);
  }
  .extra.last ::slotted(*) {
    margin: var(--_space-3) 0 0;
  }

  /* the states lie on one another, so that the tallest sets the height */
  .body {
    flex: 1 1 auto;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: minmax(0, auto);
    align-content: start;
  }
  .body > * {
    grid-area: 1 / 1;
    min-width: 0;
  }

  .foot {
    padding-top: var(--_space-4);
  }
  .foot > div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    min-height: 29px;
    padding-top: var(--_space-3);
    border-top: 1px solid var(--_line);
    font-size: var(--_size-1);
    line-height: 16px;
    color: var(--_text-muted);
  }
  /* no skeleton, no bones: the foot has nothing to say in an empty or failed card */
  .card[aria-busy='false'] .foot .bone,
  .card[aria-busy='false'] .foot .flow {
    visibility: hidden;
  }
  .foot > div > :first-child:not(:last-child) {
    padding-inline-end: var(--_space-4);
  }
  .xs .foot > div,
  .s .foot > div {
    display: block;
    min-height: 45px;
  }
  .xs .foot > div > *,
  .s .foot > div > * {
    display: block;
  }

  /* a section's heading: its name, and at the far side a fact or the names of columns */
  .h {
    display: flex;
    align-items: baseline;
    padding-bottom: 7px;
    border-bottom: 1px solid var(--_line);
    font-size: var(--_size-1);
    line-height: 16px;
    color: var(--_text-muted);
  }
  .h > * {
    white-space: nowrap;
  }
  .h > .name {
    flex: 1 1 auto;
    white-space: normal;
    min-width: 0;
    font-weight: 600;
    color: var(--_text);
  }
  .h > .name ~ * {
    flex: 0 0 auto;
    max-width: 50%;
    overflow: hidden;
    text-overflow: ellipsis;
    margin-inline-start: var(--_space-3);
  }
  /* what overflows is hidden, the area around a link too: 24 px to hit without it */
  .h > .name ~ .link {
    padding: 4px 0;
    margin-top: -4px;
    margin-bottom: -4px;
  }
`

const text = css`
  .s1 {
    font-size: var(--_size-1);
    line-height: 16px;
    color: var(--_text-muted);
  }
  .s1.subtle {
    color: var(--_text-subtle);
  }
  .n3 {
    font-size: var(--_size-3);
    line-height: 24px;
    font-weight: 600;
    letter-spacing: -0.01em;
  }
  .n4 {
    font-size: var(--_size-4);
    line-height: 32px;
    font-weight: 600;
    letter-spacing: -0.02em;
  }
  :lang(zh) .n3,
  :lang(zh) .n4 {
    letter-spacing: 0;
  }
  .strong {
    font-weight: 600;
    color: var(--_text);
  }
  .nowrap {
    white-space: nowrap;
  }
  .good {
    color: var(--_good);
  }
  .warn {
    color: var(--_warn-text);
  }
  .bad {
    color: var(--_bad);
  }
  .accent {
    color: var(--_accent-text);
  }
  .subtle {
    color: var(--_text-subtle);
  }
  .i {
    width: 16px;
    height: 16px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  /* arrows point along the line of reading */
  .rtl .i.turns {
    transform: scaleX(-1);
  }
  /* read aloud, not seen */
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip: rect(0 0 0 0);
    white-space: nowrap;
  }
`

/** The styles that every element begins with; an element adds its own after them. */
export const base: CSSResultGroup = [tokens, host, card, text, controls, pieces, states]
