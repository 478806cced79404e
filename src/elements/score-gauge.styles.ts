import { css } from 'lit'

const ring = css`
  .meter {
    flex: none;
  }
  .ring {
    overflow: visible;
    direction: ltr; /* its geometry is mirrored, its anchors are not */
  }
  .ring path {
    fill: none;
    stroke: currentColor;
  }
  .ring .band {
    stroke-width: var(--_gauge-width);
  }
  .ring .track {
    color: var(--_gauge-track);
  }
  .ring .passed {
    color: var(--_gauge-passed);
  }
  .ring .fill {
    color: var(--_gauge-fill);
  }
  .ring .soft {
    color: var(--_gauge-path);
  }
  .ring .stripes {
    color: var(--_gauge-fill);
    stroke-dasharray: 2 2.5;
  }
  .ring.muted .passed,
  .ring.muted .fill {
    color: var(--_line-strong);
  }
  .ring .halo {
    color: var(--_surface);
    stroke-width: 7;
  }
  .ring .needle {
    color: var(--_text);
    stroke-width: 3;
    stroke-linecap: round;
  }
  .ring .tick {
    color: var(--_line-strong);
    stroke-width: 1;
  }
  .ring .tick.next {
    color: var(--_text);
    stroke-width: 1.5;
  }
  .ring text {
    fill: currentColor;
    color: var(--_text);
    font-weight: 600;
  }
  .ring text.mark {
    color: var(--_text-subtle);
    font-size: var(--_size-tick);
    font-weight: 400;
  }
  .ring text.mark.next {
    color: var(--_text);
    font-weight: 600;
  }
  .ring text.tier {
    font-size: var(--_size-2);
  }
  .ring text.of {
    color: var(--_text-muted);
    font-size: var(--_size-1);
    font-weight: 400;
  }
  .ring text.number {
    letter-spacing: -0.03em;
  }
  .n52 {
    font-size: var(--_size-5);
  }
  .n40 {
    font-size: 40px;
  }
  .n34 {
    font-size: 34px;
  }
  .n28 {
    font-size: var(--_size-4);
  }
  .n24 {
    font-size: 24px;
  }
  .n20 {
    font-size: var(--_size-3);
  }
  .n16 {
    font-size: 16px;
  }
  .ring:lang(zh) text.number {
    letter-spacing: 0;
  }
  .xs .ring text.tier {
    font-size: var(--_size-1);
  }
  .skeleton .metric p,
  .skeleton .name {
    display: grid;
  }
  .bone.block {
    height: 40px;
    margin: 0;
  }
  .bones .band,
  .bones rect {
    color: var(--_hover);
    fill: currentColor;
  }
  .bones path.band {
    fill: none;
  }
`

const facts = css`
  .top {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    margin: -8px -12px;
  }
  .top > * {
    margin: 8px 12px;
  }
  .facts {
    flex: 1 1 144px;
    min-width: 0;
    display: flex;
    flex-wrap: wrap;
    align-content: center;
    margin-inline-end: 0;
  }
  .fact {
    flex: 1 1 128px;
    min-width: 0;
    padding: 4px 0;
    padding-inline-end: 12px;
  }
  .fact .n3 {
    display: flex;
    align-items: center;
  }
  .fact .n3 .i {
    width: 20px;
    height: 20px;
    margin-inline-end: 6px;
  }
  /* three lines are kept for the reason, so that its length moves nothing */
  .fact .s1 {
    min-height: 48px;
    margin-top: 2px;
  }
  .fact .bar {
    margin: 4px 0;
  }
  .fact .bar + .s1 {
    min-height: 36px;
  }
  .xs .facts {
    flex-basis: 100%;
    margin-inline-end: 12px;
  }
  .xs .fact {
    flex-basis: 100%;
    padding-inline-end: 0;
  }
  .xs .fact .s1 {
    min-height: 32px;
  }
  .xs .fact .bar + .s1 {
    min-height: 20px;
  }
`

const history = css`
  .hist,
  .factors {
    margin-top: var(--_space-4);
    min-width: 0;
  }
  .chart {
    min-height: 84px;
    padding-top: 8px;
  }
  .skeleton .chart {
    height: 84px;
  }
  .chart.none {
    display: flex;
    align-items: center;
    color: var(--_text-subtle);
  }
  .spark {
    width: 100%;
    height: 40px;
    overflow: visible;
  }
  .spark polyline {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linejoin: round;
    vector-effect: non-scaling-stroke;
    color: var(--_text-muted);
  }
  .spark .level {
    stroke: currentColor;
    stroke-dasharray: 2 3;
    color: var(--_text-subtle);
  }
  .spark circle {
    color: var(--_text-muted);
    fill: currentColor;
  }
  .spark .hole {
    color: var(--_surface);
  }
  .spark .now {
    color: var(--_gauge-fill);
  }
  .chart ol {
    display: flex;
    margin-top: 4px;
  }
  .chart li {
    flex: 1 1 0;
    min-width: 0;
    text-align: center;
    font-size: var(--_size-1);
    line-height: 16px;
    color: var(--_text-subtle);
    white-space: nowrap;
  }
  .chart li b {
    display: block;
    font-weight: 500;
    color: var(--_text-muted);
  }
  .chart li:last-child b {
    font-weight: 600;
    color: var(--_text);
  }
`

const factors = css`
  .factor {
    border-bottom: 1px solid var(--_line);
  }
  .summary {
    display: flex;
    align-items: center;
    padding: 9px 0 10px;
    list-style: none;
  }
  summary.summary {
    cursor: pointer;
  }
  summary.summary:hover .fname {
    color: var(--_accent-text);
  }
  .summary::-webkit-details-marker {
    display: none;
  }
  .summary > .i {
    width: 14px;
    height: 14px;
    margin-inline-end: 8px;
    flex: none;
    color: var(--_text-muted);
  }
  details[open] > .summary > .i {
    transform: rotate(90deg);
  }
  .fname {
    flex: 1 1 0;
    min-width: 0;
    font-weight: 500;
  }
  .fbar {
    flex: none;
    width: 22%;
    margin-inline-end: var(--_space-3);
  }
  .xs .fbar,
  .s .fbar {
    display: none;
  }
  .l .fbar {
    width: 15%;
  }
  .points {
    flex: none;
    min-width: 76px;
    text-align: end;
    white-space: nowrap;
  }
  .points-2 .points {
    min-width: 90px;
  }
  .points-3 .points {
    min-width: 106px;
  }
  .points-4 .points {
    min-width: 126px;
  }
  .summary .points > span,
  .total[part='total'] .points > span {
    color: var(--_text-subtle);
  }
  .h > .name ~ .points {
    margin-inline-start: 0;
  }
  .gain {
    position: relative;
    flex: none;
    width: 56px;
    text-align: end;
    white-space: nowrap;
    color: var(--_text-muted);
  }
  .gain-2 .gain {
    width: 68px;
  }
  .gain-2 .h > .name ~ .gain {
    min-width: 68px;
  }
  .h > .name ~ .gain {
    width: auto;
    min-width: 56px;
    margin-inline-start: 0;
  }
  .plain .gain,
  .plain .fbar {
    display: none;
  }
  /* two lines: the name has the first to itself */
  .tight .h .gain,
  .tight .total .gain {
    display: none;
  }
  .tight .summary {
    flex-wrap: wrap;
  }
  .tight .fname {
    flex-basis: calc(100% - 22px);
  }
  .factors.tight .summary .points {
    min-width: 0;
    margin-inline-start: 22px;
    font-size: var(--_size-1);
    line-height: 16px;
    text-align: start;
  }
  .factors.tight .summary .gain {
    flex: 1 1 auto;
    width: auto;
    font-size: var(--_size-1);
    line-height: 16px;
  }
  .tight .summary .gain .sr {
    position: static;
    width: auto;
    height: auto;
    margin: 0;
    clip: auto;
  }
  .tight .summary .gain > :first-child {
    display: none;
  }
  .tight .summary .bone {
    height: 8px;
    margin: 4px 0;
    min-width: 64px;
  }
  .tight .fname .bone {
    height: 10px;
    margin: 5px 0;
  }
  .metrics {
    margin-bottom: 10px;
    margin-inline-start: 22px;
    padding: 2px 0;
    padding-inline-start: 12px;
    border-inline-start: 2px solid var(--_line);
  }
  .rtl .points,
  .rtl .gain,
  .rtl .metric > :last-child {
    text-align: left;
  }
  .rtl .tight .summary .points {
    text-align: right;
  }
  .xs .metrics {
    margin-inline-start: 6px;
  }
  .metric {
    display: flex;
    padding: 5px 0;
  }
  .metric > :first-child {
    flex: 1 1 auto;
    min-width: 0;
    padding-inline-end: 12px;
  }
  .metric > :last-child {
    flex: none;
    min-width: 76px;
    text-align: end;
    white-space: nowrap;
  }
  .others {
    padding-inline-start: 22px;
  }
  .others .factor:last-child {
    border-bottom: 0;
  }
  .xs .others {
    padding-inline-start: 6px;
  }
  .total {
    display: flex;
    padding: 10px 0 0;
  }
  .total > :first-child {
    flex: 1 1 auto;
    min-width: 0;
    padding-inline-start: 22px;
    color: var(--_text-muted);
  }
`

/** What stands beside what: one column, then two from 720 px, then three from 1,200. */
const columns = css`
  .l .gauge {
    display: grid;
    grid-template-columns: minmax(284px, 2fr) minmax(0, 3fr);
    grid-column-gap: 32px;
  }
  .l .facts,
  .l .middle .facts {
    flex-basis: 100%;
  }
  .l .factors {
    margin-top: 0;
  }
  .l .gauge > .hist {
    grid-column: 1 / -1;
  }
  .xl .gauge {
    grid-template-columns: auto minmax(0, 1fr) minmax(0, 1.45fr);
  }
`

const forced = css`
  @media (forced-colors: active) {
    .ring .track {
      color: CanvasText;
      stroke-width: 2px;
    }
    .ring .tick,
    .bones .band,
    .bones rect {
      color: GrayText;
    }
    .ring .passed,
    .ring .fill,
    .ring .stripes,
    .spark circle.now {
      color: Highlight;
    }
    .ring .soft,
    .ring .halo {
      color: Canvas;
    }
    .ring .needle,
    .ring text,
    .spark polyline,
    .spark circle,
    .spark .level {
      color: CanvasText;
    }
    .spark .hole {
      color: Canvas;
    }
  }
`

export const styles = [ring, facts, history, factors, columns, forced]
