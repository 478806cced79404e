import { css } from 'lit'

/** Each step takes under 250 ms. Where motion is not wanted, and on paper, there is nothing. */
export const celebration = css`
  .cheer {
    display: none;
  }
  @media screen and (prefers-reduced-motion: no-preference) {
    .cheer {
      grid-area: 1 / 1;
      justify-self: end;
      align-self: start;
      z-index: 1;
      display: flex;
      align-items: center;
      max-width: 100%;
      margin-top: -6px;
      padding: 4px 14px 4px 8px;
      border: 1px solid var(--_good-line);
      border-radius: var(--_radius-control);
      color: var(--_text);
      background-color: var(--_surface);
      font-weight: 600;
      pointer-events: none;
      animation: tk-arrive 0.2s ease-out;
    }
    .rtl .cheer {
      padding: 4px 8px 4px 14px;
    }
    .cheer.goes {
      opacity: 0;
      transition: opacity 0.2s ease-in;
    }
    .medal {
      width: 28px;
      height: 28px;
      margin-inline-end: 10px;
      overflow: visible;
    }
    .coin {
      color: var(--_good);
      fill: currentColor;
      animation: tk-grow 0.2s 0.1s ease-out backwards;
    }
    .tick {
      color: var(--_surface);
      fill: none;
      stroke: currentColor;
      stroke-width: 2;
      stroke-linecap: round;
      stroke-linejoin: round;
      stroke-dasharray: 14;
      animation: tk-draw 0.16s 0.24s ease-out backwards;
    }
    .bit {
      fill: currentColor;
      opacity: 0;
      animation:
        tk-fly 0.24s 0.2s ease-out,
        tk-fade 0.24s 0.44s ease-in;
    }
    .bit.warn {
      color: var(--_warn);
    }
    @keyframes tk-arrive {
      from {
        opacity: 0;
        transform: translateY(-8px);
      }
    }
    @keyframes tk-grow {
      from {
        transform: scale(0);
      }
    }
    @keyframes tk-draw {
      from {
        stroke-dashoffset: 14;
      }
    }
    @keyframes tk-fly {
      from {
        opacity: 0;
        transform: translateX(-8px);
      }
      to {
        opacity: 1;
        transform: translateX(3px);
      }
    }
    @keyframes tk-fade {
      from {
        opacity: 1;
        transform: translateX(3px);
      }
      to {
        opacity: 0;
        transform: translateX(7px);
      }
    }
  }
  @media (forced-colors: active) {
    .cheer {
      border-color: CanvasText;
    }
    .coin,
    .bit {
      color: Highlight;
    }
  }
`
