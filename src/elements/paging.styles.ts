import { css } from 'lit'

/**
 * A list that shows one page. The skeleton lies under it, unseen, and holds the height of a full page; the rows of a full
 * page grow into what is left.
 */
export const pagedList = css`
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .stack > * {
    grid-area: 1 / 1;
    min-width: 0;
  }
  .hold {
    pointer-events: none;
  }
  .page {
    display: flex;
    flex-direction: column;
  }
  .list {
    flex: 1 1 auto;
  }
  .list.full {
    display: flex;
    flex-direction: column;
  }
  .list.full ul {
    flex: 1 0 auto;
    display: flex;
    flex-direction: column;
  }
  .list.full li {
    flex: 1 0 auto;
  }
  .none {
    padding: var(--_space-6) 0;
    text-align: center;
  }
  .more {
    display: flex;
    align-items: center;
    min-height: 28px;
    margin: var(--_space-1) -8px -8px;
    /* above the foot, which would take its last 8 px */
    position: relative;
  }

  /* the blank before it is heard as one, and seen */
  .tab .count {
    margin-inline-start: 0;
  }
  .tab.bone {
    display: block;
    height: auto;
    background-color: var(--_hover);
    border-radius: var(--_radius-control);
  }
  @media (forced-colors: active) {
    /* a quiet button has a border there, which would stand out */
    .more {
      margin-left: 0;
      margin-right: 0;
      margin-bottom: 0;
    }
    .more > * + * {
      margin-inline-start: 8px;
    }
  }
  .bone.press {
    width: 76px;
    height: 28px;
    border-radius: var(--_radius-control);
  }
`
