import { css } from 'lit'

const panel = css`
  .what-if {
    margin-top: var(--_space-4);
    min-width: 0;
    border-top: 1px solid var(--_line);
    border-bottom: 1px solid var(--_line);
  }
  .what-if > .summary {
    min-height: 40px;
    padding: 9px 0;
  }
  .what-if .summary .fname {
    font-weight: 600;
  }
  .what-if[open] > .summary > .tag {
    display: none;
  }
  .what-if-body {
    padding: 0 0 var(--_space-4);
  }
  /* the numbers stay in sight while the sliders below them are moved */
  .estimate {
    position: -webkit-sticky;
    position: sticky;
    z-index: 1;
    top: 0;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    padding: 4px 0 8px;
    background-color: var(--_surface);
  }
  .estimate > .estimate-text {
    flex: 1 1 240px;
    min-width: 0;
    min-height: 44px;
    padding-inline-end: var(--_space-4);
    display: flex;
    flex-direction: column;
    justify-content: center;
  }
  .xs .estimate > .estimate-text {
    min-height: 72px;
    padding-inline-end: 0;
  }
  .s .estimate > .estimate-text {
    min-height: 60px;
  }
  .estimate-line {
    display: flex;
    align-items: center;
  }
  .estimate-line > :not(:last-child) {
    margin-inline-end: 8px;
  }
  .estimate-acts {
    display: flex;
    flex-wrap: wrap;
    margin: 0 -4px;
  }
  .estimate-acts > * {
    margin: 4px;
  }
`

const sliders = css`
  .levers {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-column-gap: 32px;
    grid-row-gap: 12px;
    margin-top: 8px;
  }
  .m .levers {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }
  .l .levers {
    grid-template-columns: repeat(3, minmax(0, 1fr));
  }
  .xl .levers {
    grid-template-columns: repeat(4, minmax(0, 1fr));
  }
  .lever {
    min-width: 0;
  }
  .lever-head {
    display: flex;
    align-items: baseline;
  }
  .lever-head label {
    flex: 1 1 auto;
    min-width: 0;
    padding-inline-end: 12px;
    font-weight: 500;
  }
  .lever-head b {
    flex: none;
  }
  .slide {
    --_slide: 24px;
    --_thumb: 16px;
    position: relative;
    height: var(--_slide);
  }
  /* as wide as the middle of the thumb travels */
  .rail {
    position: absolute;
    top: calc(var(--_slide) / 2 - 8px);
    left: calc(var(--_thumb) / 2);
    width: calc(100% - var(--_thumb));
    overflow: visible;
  }
  .rail rect {
    fill: currentColor;
  }
  .rail .track {
    x: calc(var(--_thumb) / -2);
    width: calc(100% + var(--_thumb));
    color: var(--_bar-track);
  }
  .rail .moved {
    color: var(--_accent);
  }
  .rail .goal {
    fill: var(--_surface);
    stroke: var(--_accent);
    stroke-width: 1.5;
  }
  .rail .have {
    stroke: var(--_text-muted);
    stroke-width: 1.5;
  }
  .slide input {
    -webkit-appearance: none;
    appearance: none;
    position: absolute;
    top: 0;
    left: 0;
    width: 100%;
    height: var(--_slide);
    margin: 0;
    padding: 0;
    border-radius: var(--_radius-1);
    background: none;
    cursor: pointer;
    touch-action: pan-y;
  }
  .slide input::-webkit-slider-runnable-track {
    height: var(--_slide);
    background: none;
  }
  .slide input::-moz-range-track {
    height: var(--_slide);
    background: none;
  }
  .slide input::-webkit-slider-thumb {
    -webkit-appearance: none;
    appearance: none;
    box-sizing: border-box;
    width: var(--_thumb);
    height: var(--_thumb);
    margin-top: calc(var(--_slide) / 2 - var(--_thumb) / 2);
    border: 2px solid var(--_accent);
    border-radius: 12px;
    background-color: var(--_surface);
  }
  .slide input::-moz-range-thumb {
    box-sizing: border-box;
    width: var(--_thumb);
    height: var(--_thumb);
    border: 2px solid var(--_accent);
    border-radius: 12px;
    background-color: var(--_surface);
  }
  /* around what is moved: a ring around the whole would lie on the texts above and below */
  .slide input:focus {
    outline: 0;
  }
  .slide input:focus::-webkit-slider-thumb {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .slide input:focus::-moz-range-thumb {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .slide input:active::-webkit-slider-thumb {
    background-color: var(--_accent);
  }
  .slide input:active::-moz-range-thumb {
    background-color: var(--_accent);
  }

  @media (pointer: coarse) {
    .slide {
      --_slide: 44px;
      --_thumb: 24px;
    }
  }
`

const ghost = css`
  .ring .ghost-span {
    color: var(--_accent);
    stroke-width: 2;
  }
  .ring .halo.wide {
    stroke-width: 9;
  }
  .ring .ghost {
    color: var(--_accent);
    stroke-width: 5;
    stroke-linecap: round;
  }
  .ring .ghost-core {
    color: var(--_surface);
    stroke-width: 2;
    stroke-linecap: round;
  }
  .ring text.ghost-text {
    color: var(--_accent-text);
    font-size: var(--_size-1);
    font-weight: 600;
  }

  @media (forced-colors: active) {
    .ring .ghost-span,
    .ring .ghost {
      color: Highlight;
    }
    .ring .ghost-core {
      color: Canvas;
    }
    .ring text.ghost-text {
      color: CanvasText;
    }
    .rail .track {
      y: 7px;
      height: 2px;
      color: CanvasText;
    }
    .rail .moved {
      color: Highlight;
    }
    .rail .goal {
      fill: Canvas;
      stroke: Highlight;
    }
    .rail .have {
      stroke: CanvasText;
    }
    .slide input::-webkit-slider-thumb {
      border-color: ButtonText;
      background-color: ButtonFace;
    }
    .slide input::-moz-range-thumb {
      border-color: ButtonText;
      background-color: ButtonFace;
    }
  }
`

/** What stands beside what, where the card has columns. */
const columns = css`
  .l .gauge > .what-if {
    grid-column: 1 / -1;
  }
  .xl .gauge > .what-if {
    border-bottom: 0;
  }
  .xl .what-if[open] > .what-if-body {
    padding-bottom: 0;
  }
`

export const whatIfStyles = [panel, sliders, ghost, columns]
