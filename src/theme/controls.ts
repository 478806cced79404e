import { css } from 'lit'

/** What a person presses: buttons, links, tabs. And the one focus ring of all of them. */
export const controls = css`
  .btn {
    -webkit-appearance: none;
    appearance: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-height: 28px;
    margin: 0;
    padding: 5px 11px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-control);
    background-color: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-size: var(--_size-1);
    line-height: 16px;
    font-weight: 500;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  .btn:hover {
    background-color: var(--_hover);
  }
  .btn.primary {
    background-color: var(--_accent-fill);
    border-color: var(--_accent-fill);
    color: var(--_on-accent);
  }
  .btn.primary:hover {
    background-color: var(--_accent-strong);
    border-color: var(--_accent-strong);
  }
  .btn.quiet {
    padding: 5px 7px;
    border-color: transparent;
    background-color: transparent;
    color: var(--_accent-text);
  }
  .btn.quiet:hover {
    background-color: var(--_hover);
  }
  .btn.icon {
    width: 28px;
    padding: 5px;
    border-color: transparent;
    background-color: transparent;
    color: var(--_text-muted);
  }
  .btn.icon:hover {
    background-color: var(--_hover);
  }
  .btn[disabled],
  .btn[aria-disabled='true'] {
    color: var(--_text-subtle);
    background-color: var(--_sunken);
    border-color: var(--_line);
    cursor: not-allowed;
  }
  .btn .i {
    width: 14px;
    height: 14px;
    margin-inline-end: 6px;
  }
  .btn.icon .i {
    width: 16px;
    height: 16px;
    margin: 0;
  }
  .link {
    -webkit-appearance: none;
    appearance: none;
    margin: 0;
    padding: 0;
    border: 0;
    background-color: transparent;
    color: var(--_accent-text);
    font: inherit;
    font-weight: 500;
    text-decoration: none;
    cursor: pointer;
  }
  .link.s1 {
    font-size: var(--_size-1);
    line-height: 16px;
    color: var(--_accent-text);
  }
  .link:hover {
    text-decoration: underline;
  }
  /* 24 px to hit, whatever the line's height (44 where a finger points) */
  .link,
  .tab {
    position: relative;
  }
  .link::after {
    content: '';
    position: absolute;
    top: -6px;
    bottom: -6px;
    left: -4px;
    right: -4px;
  }

  .tabs {
    display: flex;
    flex-wrap: wrap;
    margin: 0 -2px var(--_space-3);
  }
  .tab {
    -webkit-appearance: none;
    appearance: none;
    min-height: 26px;
    margin: 0 2px;
    padding: 4px 8px;
    border: 1px solid transparent;
    border-radius: var(--_radius-control);
    background-color: transparent;
    color: var(--_text-muted);
    font: inherit;
    font-size: var(--_size-1);
    line-height: 16px;
    font-weight: 500;
    white-space: nowrap;
    cursor: pointer;
  }
  .tab:hover {
    background-color: var(--_hover);
  }
  .tab[aria-pressed='true'],
  .tab[aria-selected='true'] {
    color: var(--_text);
    border-color: var(--_line-strong);
    background-color: var(--_surface);
  }
  .tab .count {
    margin-inline-start: 4px;
    color: var(--_text-subtle);
    font-weight: 400;
  }

  a:focus,
  button:focus,
  input:focus,
  select:focus,
  summary:focus,
  [tabindex]:focus {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  /* where the browser knows :focus-visible, a click leaves no ring; Chromium 79 drops this rule and keeps the ring */
  a:focus:not(:focus-visible),
  button:focus:not(:focus-visible),
  summary:focus:not(:focus-visible),
  [tabindex]:focus:not(:focus-visible) {
    outline: 0;
  }

  @media (pointer: coarse) {
    .btn {
      min-height: 36px;
    }
    .btn.icon {
      width: 36px;
    }
    .tab {
      min-height: 34px;
      padding: 8px 10px;
    }
    .link::after {
      top: -14px;
      bottom: -14px;
    }
  }
`
