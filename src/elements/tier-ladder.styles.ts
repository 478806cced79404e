import { css } from 'lit'

const stand = css`
  .stand {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    justify-content: space-between;
    margin: -4px -12px var(--_space-4);
  }
  .stand > div {
    margin: 4px 12px;
    min-width: 0;
  }
  .stand > :first-child {
    flex: 1 1 160px;
  }
  .held {
    display: flex;
    align-items: center;
  }
  .pips {
    margin-inline-end: 10px;
  }
  .rtl .pips {
    transform: scaleX(-1);
  }
  .pips rect {
    color: var(--_line-strong);
    fill: currentColor;
  }
  .pips .on {
    color: var(--_ladder-here);
  }
  /* beside the tier it ends where the card does */
  .gap {
    text-align: right;
  }
  .rtl .gap {
    text-align: left;
  }
  .xs .gap,
  .s .gap {
    flex: 1 1 100%;
    text-align: inherit;
  }
  .stand .s1 {
    min-height: 16px;
  }
`

const rungs = css`
  .rung {
    display: flex;
    min-width: 0;
  }
  .spine {
    display: flex;
    flex: none;
    align-items: center;
  }
  .node {
    flex: none;
  }
  .node .disc,
  .node .hole {
    fill: currentColor;
  }
  .node .hole {
    color: var(--_surface);
  }
  .node .tick {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
    color: var(--_surface);
  }
  .passed .disc,
  .rail .done {
    color: var(--_gauge-passed);
  }
  .here .disc,
  .rail .way {
    color: var(--_ladder-here);
  }
  .above .disc {
    color: var(--_ladder-node);
  }
  .rail .track {
    color: var(--_ladder-line);
  }
  .rail rect {
    fill: currentColor;
  }
  .says {
    flex: 1 1 auto;
    min-width: 0;
  }
  .rung .name {
    font-weight: 600;
  }
  .here .name {
    color: var(--_accent-text);
  }
  .rule {
    font-size: var(--_size-1);
    line-height: 16px;
    color: var(--_text-muted);
  }

  .lying {
    display: flex;
  }
  .lying .rung {
    position: relative;
    flex: 1 1 0;
    flex-direction: column;
  }
  .lying .spine {
    margin-bottom: 4px;
  }
  .lying .rail {
    flex: 1 1 auto;
    width: auto;
    min-width: 0;
    height: 2px;
    margin: 0 4px;
  }
  .lying .says {
    padding-inline-end: 12px;
  }
  .lying .names > * {
    display: block;
  }
  .lying .names > .sr {
    display: inline;
  }
  .lying .more {
    display: none;
  }
  /* lines are kept for what a tier asks and opens, so that its length moves nothing */
  .lying .says {
    min-height: 84px;
  }
  .lying.brief .says {
    min-height: 68px;
  }
  /* where tiers open nothing, there is room for all that they ask */
  .lying.bare .more {
    display: inline;
  }

  .standing .spine {
    flex-direction: column;
    width: 16px;
    margin-inline-end: 12px;
    padding-top: 2px;
  }
  .standing .rail {
    flex: 1 1 auto;
    width: 2px;
    height: 0;
    min-height: 12px;
    margin: 4px 0 2px;
  }
  .standing .says {
    padding-bottom: 12px;
  }
  .standing .rung:last-child .says {
    padding-bottom: 0;
  }
  .standing .names {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
  }
  .standing .names > .name {
    padding-inline-end: var(--_space-3);
  }
  .standing .opens {
    min-height: 16px;
  }
  .xs .standing .more,
  .s .standing .more {
    display: none;
  }
`

const rest = css`
  /* room for the note as it usually is, so that a shorter one moves nothing */
  .status {
    display: grid;
    margin-top: var(--_space-5);
    min-height: 76px;
  }
  /* a shorter note stands in the middle of that room */
  .status > .note {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-content: center;
  }
  .beside .status {
    min-height: 60px;
  }
  .s .status {
    min-height: 96px;
  }
  .s.snug .status {
    min-height: 112px;
  }
  .s:lang(zh) .status {
    min-height: 76px;
  }
  .s.snug:lang(zh) .status {
    min-height: 96px;
  }
  .xs:lang(zh) .status {
    min-height: 112px;
  }
  .xs .status {
    min-height: 150px;
  }
  .two {
    display: flex;
    flex-wrap: wrap;
    margin: 0 -12px;
  }
  .two > * {
    min-width: 0;
    margin: var(--_space-5) 12px 0;
  }
  .two > .main,
  .two > .side {
    flex: 1 1 calc(100% - 24px);
  }
  .beside .two > .main {
    flex: 3 1 320px;
  }
  .beside .two > .side {
    flex: 2 1 216px;
  }
  .row > .bone.dot {
    margin-top: 2px;
    margin-inline-end: 10px;
  }
  .skeleton .note {
    background-color: transparent;
  }
  .note > .bone.dot {
    margin-top: 2px;
    margin-inline-end: var(--_space-2);
  }
  .place.bone {
    flex: none;
    width: 20px;
    height: 18px;
    margin-inline-end: 10px;
  }
  .cond .bar {
    margin: 6px 0 4px;
  }
  .xs .cond .line {
    display: block;
  }
  .xs .cond .line > * {
    display: block;
  }
  .cond .s1.good {
    color: var(--_good);
  }
  .cond .s1.warn {
    color: var(--_warn-text);
  }
  .cond .s1.bad {
    color: var(--_bad);
  }
  .rest summary {
    display: flex;
    align-items: center;
    padding: 8px 0;
    list-style: none;
    font-weight: 500;
    color: var(--_accent-text);
    cursor: pointer;
  }
  .rest summary::-webkit-details-marker {
    display: none;
  }
  .rest summary .i {
    width: 14px;
    height: 14px;
    margin-inline-end: 8px;
  }
  .rest[open] summary .i {
    transform: rotate(90deg);
  }
  .side .row:last-child {
    padding-bottom: 0;
  }
  .badges {
    margin-top: var(--_space-5);
  }
  .beside .badges {
    margin-top: var(--_space-4);
  }
  .tags {
    display: flex;
    flex-wrap: wrap;
    margin: 8px -3px -3px;
  }
  .tags > * {
    margin: 3px;
  }
  .tag .away {
    margin-inline-start: 6px;
    font-weight: 400;
  }
  .xs .tag .away {
    display: none;
  }

  @media (forced-colors: active) {
    .passed .disc,
    .here .disc,
    .rail .done,
    .rail .way,
    .pips .on {
      color: Highlight;
    }
    .above .disc,
    .rail .track {
      color: GrayText;
    }
    .pips rect {
      fill: Canvas;
      stroke: CanvasText;
    }
    .pips .on {
      fill: Highlight;
      stroke: Highlight;
    }
    .node .hole,
    .node .tick {
      color: Canvas;
    }
  }
`

export const styles = [stand, rungs, rest]
