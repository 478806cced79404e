/** The panels of the operators' screen. */
import { css } from 'lit'

export const panels = css`
  /* a change is marked at the edge of its line */
  .chg {
    position: relative;
  }
  .fac.chg::before,
  .row.chg::before,
  .tt tr.chg th::before {
    content: '';
    position: absolute;
    top: 3px;
    bottom: 3px;
    left: 0;
    width: 3px;
    border-radius: 0 2px 2px 0;
    background-color: var(--_accent);
  }

  /* factors */
  .fac {
    position: relative;
    display: grid;
    grid-template-columns: 40px minmax(0, 1fr) auto;
    grid-column-gap: 10px;
    align-items: center;
    padding: 4px 12px 4px 16px;
  }
  .fac.deep {
    padding-inline-start: 28px;
  }
  .thumb {
    grid-row: 1 / 3;
    width: 40px;
    height: 36px;
    border-radius: 4px;
  }
  .thumb.none {
    height: 0;
    cursor: default;
  }
  .fac.group .thumb.none {
    display: none;
  }
  .fac.group .nm {
    grid-column: 1 / 3;
  }
  .thumb svg {
    width: 40px;
    height: 36px;
    fill: none;
  }
  .thumb .frame {
    color: var(--_line);
    stroke: currentColor;
  }
  .thumb .curve {
    color: var(--_text-muted);
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linejoin: round;
  }
  .chg .thumb .curve {
    color: var(--_accent);
  }
  .thumb .former {
    color: var(--_text-subtle);
    stroke: currentColor;
    stroke-dasharray: 2 2;
  }
  .nm {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .nm b {
    font-weight: 500;
  }
  .nm .s {
    margin-inline-start: 6px;
  }
  .range {
    grid-column: 2 / 4;
    width: 100%;
    height: 16px;
    margin: 0;
    background-color: transparent;
    -webkit-appearance: none;
    appearance: none;
    cursor: ew-resize;
  }
  .range::-webkit-slider-runnable-track {
    height: 2px;
    border-radius: 1px;
    background-color: var(--_line-strong);
  }
  .range::-moz-range-track {
    height: 2px;
    border-radius: 1px;
    background-color: var(--_line-strong);
  }
  .range::-webkit-slider-thumb {
    -webkit-appearance: none;
    width: 12px;
    height: 12px;
    margin-top: -5px;
    border: 1.5px solid var(--_text-muted);
    border-radius: 50%;
    background-color: var(--_surface);
  }
  .range::-moz-range-thumb {
    width: 9px;
    height: 9px;
    border: 1.5px solid var(--_text-muted);
    border-radius: 50%;
    background-color: var(--_surface);
  }
  .range::-moz-range-progress {
    height: 2px;
    background-color: var(--_text-muted);
  }
  .range.chg::-webkit-slider-thumb {
    border-color: var(--_accent);
    background-color: var(--_accent);
  }
  .range.chg::-moz-range-thumb {
    border-color: var(--_accent);
    background-color: var(--_accent);
  }
  .knots {
    grid-column: 1 / 4;
    margin: 4px 0 8px;
    width: auto;
  }
  .knots th {
    padding: 0 8px 2px 0;
    color: var(--_text-subtle);
  }
  .knots td {
    padding: 2px 8px 2px 0;
  }
  .knots .num {
    width: 88px;
  }

  /* tiers, gates, costs */
  .tt td,
  .tt th {
    height: 28px;
    padding: 0 4px;
    white-space: nowrap;
  }
  .tt thead th {
    height: 20px;
    color: var(--_text-subtle);
  }
  .tt th:first-child {
    position: relative;
    padding-inline-start: 16px;
  }
  .tt td:last-child,
  .tt thead th:last-child {
    padding-inline-end: 12px;
  }
  .tt .num {
    width: 56px;
  }
  .tt .was {
    display: block;
    margin: 0 4px 0 0;
  }
  .kv {
    display: flex;
    align-items: center;
    min-height: 28px;
  }
  .kv.t {
    min-height: 24px;
  }
  .kv .k {
    flex: 1 1 auto;
    min-width: 0;
    padding-inline-end: 8px;
    color: var(--_text-muted);
  }
  .kv .num {
    width: 76px;
  }
  .three {
    display: flex;
  }
  .three .btn {
    margin-inline-end: 8px;
  }

  /* answers */
  .answers {
    display: grid;
    grid-template-columns: minmax(0, 1.62fr) minmax(0, 1fr);
  }
  .narrow .answers {
    grid-template-columns: minmax(0, 1fr);
  }
  .an {
    min-width: 0;
    padding: 12px 16px;
  }
  .an + .an {
    border-inline-start: 1px solid var(--_line);
  }
  .narrow .an + .an {
    border-inline-start: 0;
    border-top: 1px solid var(--_line);
  }
  .an h2,
  .verdict h2 {
    margin-bottom: 4px;
    font-weight: 500;
    color: var(--_text-subtle);
  }
  .big {
    display: flex;
    align-items: center;
    font-size: 20px;
    line-height: 24px;
    font-weight: 600;
    letter-spacing: -0.01em;
    white-space: nowrap;
  }
  .big .i {
    margin-inline-end: 4px;
    stroke-width: 2.2;
  }
  .lab {
    min-height: 16px;
    color: var(--_text-muted);
  }
  .trio {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
  }
  .trio > * {
    margin-inline-end: 12px;
  }
  .verdict {
    padding: 12px 16px;
  }
  .verdict .big .i {
    width: 20px;
    height: 20px;
    margin-inline-end: 8px;
    stroke-width: 1.8;
  }

  /* distribution */
  .legend {
    display: flex;
    flex-wrap: wrap;
    padding: 0 16px 8px;
  }
  .legend li {
    margin-inline-end: 20px;
    white-space: nowrap;
  }
  .legend .line {
    display: inline-block;
    width: 16px;
    margin-inline-end: 8px;
    border-top: 1.5px solid var(--_text);
    vertical-align: 4px;
  }
  .plot {
    position: relative;
    padding: 0 16px;
  }
  .canvas {
    position: relative;
    height: 300px;
    padding-top: 0;
  }
  .narrow .canvas {
    height: 220px;
  }
  .over {
    position: absolute;
    top: 0;
    left: 16px;
    right: 16px;
    height: 0;
  }
  .handle,
  .ghost {
    position: absolute;
    top: 0;
    width: 1px;
  }
  .handle {
    width: 25px;
    margin-left: -12px;
    cursor: ew-resize;
    touch-action: none;
    z-index: 1;
  }
  .handle::before {
    content: '';
    position: absolute;
    top: 0;
    bottom: 0;
    left: 12px;
    width: 1px;
    background-color: var(--_accent);
  }
  .ghost {
    border-inline-start: 1.5px dashed var(--_text-subtle);
  }
  .chip {
    position: absolute;
    top: 0;
    left: 12px;
    height: 20px;
    padding: 0 6px;
    border: 1.5px solid var(--_accent);
    border-radius: 4px;
    background-color: var(--_surface);
    color: var(--_accent-text);
    font-weight: 600;
    line-height: 17px;
    white-space: nowrap;
    transform: translateX(-50%);
  }
  .handle.low .chip {
    top: 24px;
  }
  .handle:focus {
    outline: 0;
  }
  .handle:focus-visible .chip,
  .handle:active .chip {
    background-color: var(--_accent-fill);
    border-color: var(--_accent-fill);
    color: var(--_on-accent);
    box-shadow:
      0 0 0 2px var(--_surface),
      0 0 0 4px var(--_focus);
  }
  .plot .axis {
    position: relative;
    height: 20px;
    color: var(--_text-subtle);
  }
  .plot .axis span {
    position: absolute;
    top: 2px;
    transform: translateX(-50%);
    white-space: nowrap;
  }

  /* pyramid */
  .py {
    padding: 0 16px 8px;
  }
  .py-head {
    display: flex;
    justify-content: space-between;
    color: var(--_text-subtle);
  }
  .py-row {
    padding-top: 10px;
  }
  .py-name {
    text-align: center;
  }
  .py-line {
    display: grid;
    grid-template-columns: 72px minmax(0, 1fr) 72px;
    align-items: center;
  }
  .py-end {
    text-align: end;
    padding: 0 8px;
  }
  .py-end.is {
    text-align: start;
  }
  .py-end b {
    display: block;
    font-size: 14px;
  }
  .py-end small {
    font-size: 12px;
    color: var(--_text-subtle);
  }
  .py-end:not(.is) b {
    font-weight: 500;
    color: var(--_text-muted);
  }
  .py-bar {
    width: 100%;
    height: 28px;
    overflow: visible;
  }
  .py-bar .pub {
    color: var(--_published);
    fill: currentColor;
  }
  .py-bar .bar {
    fill: currentColor;
  }
  .py-bar .tick {
    color: var(--_text);
    stroke: currentColor;
    stroke-width: 1.5;
    vector-effect: non-scaling-stroke;
  }

  /* matrix */
  .matrix .scroll,
  .mx {
    min-width: 0;
  }
  .panel > .scroll {
    padding: 0 16px;
  }
  .mx th,
  .mx td {
    padding: 4px 8px;
    text-align: end;
    white-space: nowrap;
    border: 2px solid var(--_surface);
  }
  .mx th {
    color: var(--_text-muted);
  }
  .mx tbody th,
  .mx tfoot th {
    padding-inline-start: 0;
    text-align: start;
    color: var(--_text);
  }
  .mx tbody td {
    height: 48px;
  }
  .mx td b {
    display: block;
    font-size: 14px;
    line-height: 20px;
  }
  .mx small {
    font-size: 12px;
  }
  .mx .stay {
    background-color: var(--_sunken);
    color: var(--_text-muted);
  }
  .mx .stay b,
  .mx .z b {
    font-weight: 500;
  }
  .mx .stay b {
    color: var(--_text);
  }
  .mx .z {
    background-color: var(--_sunken);
    color: var(--_text-subtle);
  }
  .mx .u1 {
    background-color: var(--_rise-1);
    color: var(--_rise);
  }
  .mx .u2 {
    background-color: var(--_rise-2);
    color: var(--_text);
  }
  .mx .u3 {
    background-color: var(--_rise-3);
    color: var(--_text);
  }
  .mx .d1 {
    background-color: var(--_fall-1);
    color: var(--_fall);
  }
  .mx .d2 {
    background-color: var(--_fall-2);
    color: var(--_text);
  }
  .mx .d3 {
    background-color: var(--_fall-3);
    color: var(--_text);
  }
  .mx .tot {
    color: var(--_text-muted);
  }
  .mx tfoot td,
  .mx tfoot th {
    height: 28px;
  }

  /* dense tables */
  .dt td,
  .dt th {
    height: 26px;
    padding: 0 12px 0 0;
    white-space: nowrap;
  }
  .dt thead th {
    height: 22px;
    color: var(--_text-subtle);
  }
  .dt tbody tr + tr td,
  .dt tbody tr + tr th {
    border-top: 1px solid var(--_line);
  }
  .dt td:last-child,
  .dt th:last-child {
    padding-inline-end: 0;
  }
  .dt .sum th,
  .dt .sum td {
    border-top: 1px solid var(--_line-strong);
    font-weight: 600;
  }
  .panel > .dt {
    margin: 0 16px;
    width: auto;
  }
  .bcell {
    width: 30%;
    min-width: 80px;
  }
  .bars {
    width: 100%;
    height: 12px;
  }
  .bars .up,
  .bars .down,
  .why .up,
  .why .dn {
    fill: currentColor;
  }
  .bars .down {
    color: var(--_fall);
  }
  .bars .zero {
    color: var(--_line-strong);
    stroke: currentColor;
    vector-effect: non-scaling-stroke;
  }
  .bars .rail {
    color: var(--_text);
    stroke: currentColor;
    stroke-dasharray: 2 2;
    vector-effect: non-scaling-stroke;
  }

  /* rails, reasons */
  .rail {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    grid-column-gap: 8px;
    align-items: center;
    padding: 2px 16px 6px;
  }
  .bars .rail {
    padding: 0;
  }
  .rail .n {
    min-width: 0;
  }
  .rail .num {
    width: 52px;
    margin-inline-start: 6px;
  }
  .b {
    font-weight: 600;
  }
  .bul {
    grid-column: 2 / 4;
    width: 100%;
    height: 8px;
    margin-top: 2px;
    overflow: visible;
  }
  .bul .bg {
    color: var(--_sunken);
    fill: currentColor;
  }
  .bul .ok {
    color: var(--_text-muted);
    fill: currentColor;
  }
  .bul .no {
    color: var(--_fall);
    fill: currentColor;
  }
  .bul .lm {
    color: var(--_text);
    stroke: currentColor;
    stroke-width: 1.5;
    vector-effect: non-scaling-stroke;
  }
  .fix {
    display: flex;
    align-items: center;
    min-height: 28px;
  }
  .fix > * + * {
    margin-inline-start: 6px;
  }
  .fix .n {
    flex: 1 1 auto;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .why {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 76px 60px;
    grid-column-gap: 8px;
    align-items: center;
    min-height: 22px;
    padding: 0 16px;
  }
  .why.h {
    font-weight: 600;
  }
  .why .lbl {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .why .w {
    width: 76px;
    height: 8px;
  }

  /* concentration, edge */
  .cv {
    position: relative;
    display: flex;
    align-items: flex-end;
    padding: 8px 16px 4px;
  }
  .cv svg {
    width: 50%;
    height: 96px;
    fill: none;
    overflow: visible;
  }
  .cv p {
    padding-inline-start: 16px;
    min-width: 0;
  }
  .cv path,
  .cv line {
    stroke: currentColor;
    vector-effect: non-scaling-stroke;
  }
  .cv .grid {
    color: var(--_line);
  }
  .cv .even {
    color: var(--_line-strong);
  }
  .cv .curve {
    color: var(--_accent);
    stroke-width: 1.75;
  }
  .cv .twenty {
    color: var(--_text);
    stroke-dasharray: 2 2;
  }
  .edge th {
    max-width: 150px;
    overflow: hidden;
    text-overflow: ellipsis;
  }
`
