import { css } from 'lit'
import { pagedList } from './paging.styles.js'

const row = css`
  .benefit {
    display: flex;
    padding: 12px 0;
    border-bottom: 1px solid var(--_line);
  }
  .benefit:last-child {
    border-bottom: 0;
  }
  .benefit > .i,
  .benefit > .dot {
    flex: none;
    margin-top: 2px;
    margin-inline-end: var(--_space-3);
  }
  .i.muted {
    color: var(--_text-muted);
  }
  .cells {
    flex: 1 1 auto;
    min-width: 0;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    align-content: flex-start;
    margin: -4px -8px;
  }
  .cells > * {
    margin: 4px 8px;
    min-width: 0;
  }
  .benefit .what {
    flex: 1 1 168px;
  }
  .benefit .name {
    font-weight: 500;
  }
  .quiet .name {
    color: var(--_text-muted);
    font-weight: 400;
  }
  .act {
    flex: 0 0 auto;
    max-width: 50%;
    margin-inline-start: auto;
    text-align: end;
  }
  .xs .benefit .what {
    flex-basis: 100%;
  }
  .xs .act {
    max-width: calc(100% - 8px);
    margin-inline-start: 8px;
    text-align: start;
  }
  .s .benefit .what {
    flex-basis: 120px;
  }
  .act .btn {
    min-width: 76px;
  }
  .act:empty {
    display: none;
  }
  .short {
    margin-top: 2px;
  }

  .benefit ::slotted(*),
  .choice ::slotted(*) {
    display: block;
    margin-top: var(--_space-1);
  }
  .few > .i {
    display: inline-block;
    width: 12px;
    height: 12px;
    margin-right: 4px; /* within our words, which run from left to right on any page */
    vertical-align: -2px;
  }
  .redemption {
    margin-top: var(--_space-1);
  }
  .voucher {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    margin: 2px -4px;
  }
  .voucher > * {
    margin: 2px 4px;
  }
  .code {
    max-width: 100%;
    padding: 1px 6px;
    border: 1px dashed var(--_line-strong);
    border-radius: var(--_radius-1);
    background-color: var(--_sunken);
    font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
    font-size: var(--_size-1);
    line-height: 16px;
    -webkit-user-select: all;
    user-select: all;
  }
  .copy {
    display: inline-flex;
    align-items: center;
  }
  .copy .i {
    width: 12px;
    height: 12px;
    margin-inline-end: 4px;
  }

  .quota {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    margin-top: var(--_space-1);
    font-size: var(--_size-1);
    line-height: 16px;
    color: var(--_text-muted);
  }
  .quota-bar {
    flex: 0 1 72px;
    width: 72px;
    margin-inline-end: 10px;
  }
  .quota .bar .value {
    color: var(--_wallet-quota);
  }
  .quota b {
    color: var(--_text);
    margin-inline-end: 6px;
  }

  .confirm {
    flex: 1 1 100%;
  }
  .confirm b {
    font-weight: 600;
  }
  .presses {
    display: flex;
    margin-inline-start: auto !important;
  }
  .presses .btn + .btn {
    margin-inline-start: var(--_space-2);
  }
  .suspended {
    margin-bottom: var(--_space-2);
  }
  .none .s1 {
    margin-top: var(--_space-1);
  }
  .next {
    margin-top: var(--_space-4);
  }
  .more + .next {
    margin-top: var(--_space-6);
  }
`

const choice = css`
  .choice {
    margin-bottom: var(--_space-1);
    padding: var(--_space-3) var(--_space-4) var(--_space-4);
    border: 1px solid var(--_accent-line);
    border-radius: var(--_radius-control);
    background-color: var(--_accent-soft);
  }
  .choice-head {
    display: inline-block;
    margin-inline-end: var(--_space-3);
    margin-bottom: var(--_space-2);
  }
  .by {
    float: right;
    padding-top: 2px;
  }
  .rtl .by {
    float: left;
  }
  .s .choice-head,
  .xs .choice-head {
    display: block;
    margin-bottom: 0;
  }
  .s .by,
  .xs .by {
    float: none;
    margin-bottom: var(--_space-2);
  }
  .options {
    clear: both;
    overflow: hidden; /* of a word that is wider than the card */
    display: flex;
    flex-wrap: wrap;
    margin: -4px;
  }
  .option {
    flex: 1 1 88px;
    min-width: min-content; /* no narrower than its longest word */
    max-width: calc(100% - 8px);
    margin: 4px;
    padding: 7px 10px;
    display: flex;
    word-break: normal;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-control);
    background-color: var(--_surface);
    font-size: var(--_size-1);
    line-height: 16px;
    cursor: pointer;
  }
  .xs .option,
  .s .option {
    flex-basis: 100%;
    min-width: 0;
    word-break: break-word;
  }
  .option.on {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .option .s1 {
    display: block;
  }
  .option input {
    -webkit-appearance: none;
    appearance: none;
    flex: none;
    width: 14px;
    height: 14px;
    margin: 1px 0 0;
    margin-inline-end: 8px;
    border: 1.5px solid var(--_text-subtle);
    border-radius: 50%;
    background-color: var(--_surface);
    cursor: inherit;
  }
  .option input[type='checkbox'] {
    border-radius: 3px;
  }
  .option input:checked {
    border: 4px solid var(--_accent);
  }
  .choice[disabled] .option {
    cursor: default;
  }
  .choice-foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    margin-top: var(--_space-3);
  }
  .skeleton .choice,
  .skeleton .option {
    border-color: var(--_line);
    background-color: transparent;
  }
  .option .bone.dot {
    width: 14px;
    height: 14px;
    margin-top: 1px;
    margin-inline-end: 8px;
  }

  @media (pointer: coarse) {
    .option {
      padding: 13px 12px;
    }
  }
  @media (forced-colors: active) {
    .quota .bar .value {
      color: Highlight;
    }
    .option.on {
      border-color: Highlight;
    }
    .option input {
      -webkit-appearance: auto;
      appearance: auto;
    }
  }
`

export const styles = [pagedList, row, choice]
