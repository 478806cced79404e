import { css } from 'lit'

/** What stands in place of content: the skeleton, and the message of an empty or failed element. */
export const states = css`
  .fill {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    max-height: 440px;
    min-height: 128px;
    padding: var(--_space-4) 0;
    text-align: center;
  }
  .fill .i.big {
    width: 24px;
    height: 24px;
    margin-bottom: var(--_space-3);
    stroke-width: 1.25;
    color: var(--_text-subtle);
  }
  .fill.bad {
    color: var(--_text);
  }
  .fill.bad .i.big {
    color: var(--_bad);
  }
  .fill p {
    max-width: 34em;
  }
  .fill p.s1 {
    max-width: 38em;
  }
  .fill p + p {
    margin-top: var(--_space-1);
  }
  .fill .btn {
    margin-top: var(--_space-3);
  }

  /* holds the height under a message, unseen */
  .skeleton.under {
    visibility: hidden;
  }
  .bone {
    display: block;
    height: 12px;
    border-radius: 3px;
    background-color: var(--_hover);
  }
  /* a bone as tall as the line of text that it stands for */
  .bone.text {
    height: 8px;
    margin: 4px 0;
  }
  .bone.line {
    height: 10px;
    margin: 5px 0;
  }
  .bone.n3 {
    height: 16px;
    margin: 4px 0;
  }
  .bone.n4 {
    height: 24px;
    margin: 4px 0;
  }
  .bone.dot {
    flex: none;
    width: 16px;
    height: 16px;
    border-radius: 50%;
  }
  /* a bone of words (elements/flow-bone.ts): a bar on each of its lines. No box-decoration-break: with it WebKit forgets text-wrap */
  .flow {
    --_bone: var(--_hover);
    --_bar: linear-gradient(var(--_bone), var(--_bone));
    --_end: var(--_bone) 0.3em, transparent calc(0.3em + 0.5px);
    color: transparent;
    background:
      radial-gradient(circle at 100% 50%, var(--_end)) 0 50% / 0.31em 0.62em no-repeat,
      var(--_bar) 50% 50% / calc(100% - 0.6em) 0.6em no-repeat,
      radial-gradient(circle at 0 50%, var(--_end)) 100% 50% / 0.31em 0.62em no-repeat;
    -webkit-user-select: none;
    user-select: none;
  }
  .flow::before {
    content: attr(data-like);
  }
  .skeleton .btn {
    pointer-events: none;
  }
  .btn.bone,
  .tag.bone {
    display: inline-flex;
    height: auto;
    border-color: transparent;
  }
  .bone .flow {
    background: none;
  }
  .w20 {
    width: 20%;
  }
  .w30 {
    width: 30%;
  }
  .w45 {
    width: 45%;
  }
  .w60 {
    width: 60%;
  }
  .w85 {
    width: 85%;
  }
  .w100 {
    width: 100%;
  }
  /* on paper nothing can be pressed, and colors that mean something are printed */
  @media print {
    .card {
      height: auto;
      border-color: var(--_line-strong);
      -webkit-print-color-adjust: exact;
      print-color-adjust: exact;
    }
    .btn:not(.price),
    .link,
    .search,
    .tab:not([aria-pressed='true']),
    .slide,
    .what-if:not([open]) {
      display: none !important;
    }
    /* which of the lists it is, and what a benefit costs */
    .tabs .tab,
    .btn.price {
      padding: 4px 0;
      border: 0;
    }
    .factor::details-content {
      content-visibility: visible;
      block-size: auto;
    }
    .row,
    .note,
    .factor,
    .task {
      break-inside: avoid;
    }
  }
  @media (forced-colors: active) {
    .bone {
      background-color: GrayText;
    }
    /* else its words would be drawn, and its bars not */
    .flow {
      --_bone: GrayText;
      forced-color-adjust: none;
    }
  }
`
