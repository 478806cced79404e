/**
 * The tokens, in three layers, on the host of every element.
 *
 *   1 primitive   --_gray-600, --_size-2           raw values, private; the only place with a literal color
 *   2 semantic    --tk-color-text -> --_text       what a value is for; `--tk-*` is what a page may set
 *   3 component   --tk-gauge-fill -> --_gauge-fill one element's part
 *
 * A public token is never set here, only read: --tk-* -> --ant-* -> --el-* -> --td-* -> primitive. So a value that a
 * page sets on any ancestor wins, and nothing has to be reset. Dark swaps primitives alone; no rule below knows it.
 * An accent brings its steps (strong, mid, line, soft): they are mixed from it where a page does not set them, so that
 * `--tk-color-accent` alone recolors everything, on a page with a design system too.
 *
 * Where a token ends up in `background-color`, `border-color` or `color`, a `url()` in it is invalid and requests
 * nothing; `background`, `fill` and `stroke` would take it, so no style sheet of ours puts a token there: drawings
 * are painted with `currentColor`.
 */
import { css } from 'lit'

const primitives = css`
  :host {
    --_gray-0: #ffffff;
    --_gray-50: #f7f8fa;
    --_gray-100: #eff1f4;
    --_gray-200: #e3e6eb;
    --_gray-300: #cdd2da;
    --_gray-500: #616b7a;
    --_gray-600: #505866;
    --_gray-900: #14171f;
    --_blue-50: #eff4ff;
    --_blue-200: #bfd0fb;
    --_blue-400: #6c8feb;
    --_blue-600: #2557d6;
    --_blue-700: #1c46b3;
    --_amber-50: #fff8ea;
    --_amber-200: #efd59c;
    --_amber-600: #a86500;
    --_amber-800: #7a4a00;
    --_red-50: #fff3f1;
    --_red-200: #f3c4bd;
    --_red-700: #b0261c;
    --_green-50: #eef9f2;
    --_green-200: #b9e2c8;
    --_green-700: #136c3a;
    /* how much of an accent its steps keep, as our own blues do; the rest is surface, or of the strong one text */
    --_keep-strong: 77%;
    --_keep-mid: 66%;
    --_keep-line: 28%;
    --_keep-soft: 8%;

    --_space-1: var(--tk-space, 4px);
    --_space-2: calc(2 * var(--_space-1));
    --_space-3: calc(3 * var(--_space-1));
    --_space-4: calc(4 * var(--_space-1));
    --_space-5: calc(5 * var(--_space-1));
    --_space-6: calc(6 * var(--_space-1));
    --_radius-1: 4px;
    --_radius-2: 6px;
    --_radius-3: 8px;

    --_size-tick: 11px; /* numerals on the arc only */
    --_size-1: 12px; /* reason, date, unit */
    --_size-2: 14px; /* name, value in a row */
    --_size-3: 20px; /* a fact */
    --_size-4: 28px; /* the number of an element */
    --_size-5: 52px; /* the score */
  }

  :host([data-scheme='dark']) {
    --_gray-0: #16191f;
    --_gray-50: #1b1f26;
    --_gray-100: #22272f;
    --_gray-200: #2c323c;
    --_gray-300: #454d5a;
    --_gray-500: #939cab;
    --_gray-600: #adb5c1;
    --_gray-900: #eceff3;
    --_blue-50: #19223a;
    --_blue-200: #33477c;
    --_blue-400: #4a68b8;
    --_blue-600: #86a8ff;
    --_blue-700: #a5bfff;
    --_amber-50: #262012;
    --_amber-200: #55451f;
    --_amber-600: #d9a13b;
    --_amber-800: #f0c273;
    --_red-50: #2b1a18;
    --_red-200: #62312b;
    --_red-700: #ff9a8f;
    --_green-50: #14251b;
    --_green-200: #285339;
    --_green-700: #6fcf97;
    --_keep-strong: 72%;
    --_keep-mid: 56%;
    --_keep-line: 33%;
  }
`

/**
 * The steps of an accent that came without them. `--_own-*` come from the accent a page set for us and `--_host-*`
 * from its design system's. Where no such accent is set, they are invalid, and `var()` goes on to what follows them.
 */
const steps = css`
  :host {
    --_host-accent: var(--ant-color-primary, var(--el-color-primary, var(--td-brand-color)));
    --_own-strong: var(--tk-color-accent);
  }
  @supports (color: color-mix(in srgb, red, red)) {
    :host {
      --_own-strong: color-mix(in srgb, var(--tk-color-accent) var(--_keep-strong), var(--_text));
      --_own-mid: color-mix(in srgb, var(--tk-color-accent) var(--_keep-mid), var(--_surface));
      --_own-line: color-mix(in srgb, var(--tk-color-accent) var(--_keep-line), var(--_surface));
      --_own-soft: color-mix(in srgb, var(--tk-color-accent) var(--_keep-soft), var(--_surface));
      --_host-strong: color-mix(in srgb, var(--_host-accent) var(--_keep-strong), var(--_text));
      --_host-mid: color-mix(in srgb, var(--_host-accent) var(--_keep-mid), var(--_surface));
      --_host-line: color-mix(in srgb, var(--_host-accent) var(--_keep-line), var(--_surface));
      --_host-soft: color-mix(in srgb, var(--_host-accent) var(--_keep-soft), var(--_surface));
    }
  }
  /* What cannot mix takes greys: of an accent alone contrast.ts finds the strong one equal to it, and says so. */
  @supports not (color: color-mix(in srgb, red, red)) {
    :host([data-accent~='alone']) {
      --_own-mid: var(--_text-subtle);
      --_own-line: var(--_line-strong);
      --_own-soft: var(--_sunken);
    }
  }
`

/**
 * What a page may set: what a color or a length is for.
 *
 * @cssproperty --tk-color-text - names, numbers, sentences
 * @cssproperty --tk-color-text-muted - what explains them
 * @cssproperty --tk-color-text-subtle - dates, units, what is less than that; hosts' third gray is too pale for it
 * @cssproperty --tk-color-surface - the card
 * @cssproperty --tk-color-sunken - wells, notes, disabled controls
 * @cssproperty --tk-color-hover - under the pointer, and skeletons
 * @cssproperty --tk-color-line - hairlines, and tracks of bars
 * @cssproperty --tk-color-line-strong - borders of controls
 * @cssproperty --tk-color-accent - the one accent: links, the main button, what is reached
 * @cssproperty --tk-color-accent-strong - pressed, and in place of an accent too pale for text
 * @cssproperty --tk-color-accent-mid - reached, in tiers below
 * @cssproperty --tk-color-accent-line - borders of what is tinted, and what could be reached
 * @cssproperty --tk-color-accent-soft - grounds of what is tinted
 * @cssproperty --tk-color-on-accent - text on the accent; black or white where it could not be read
 * @cssproperty --tk-color-focus - the focus ring
 * @cssproperty --tk-color-good - met, gained, open
 * @cssproperty --tk-color-good-line - borders of what is good
 * @cssproperty --tk-color-good-soft - grounds of what is good
 * @cssproperty --tk-color-warn - at risk, about to lapse: bars and icons
 * @cssproperty --tk-color-warn-text - at risk, about to lapse: text
 * @cssproperty --tk-color-warn-line - borders of what is at risk
 * @cssproperty --tk-color-warn-soft - grounds of what is at risk
 * @cssproperty --tk-color-bad - failed, refused, lost
 * @cssproperty --tk-color-bad-line - borders of what is bad
 * @cssproperty --tk-color-bad-soft - grounds of what is bad
 * @cssproperty --tk-font-family - every text; else the page's own font
 * @cssproperty --tk-radius - corners of a card
 * @cssproperty --tk-radius-control - corners of buttons, fields and notes
 * @cssproperty --tk-card-padding - between a card's edge and its content; 16px below a width of 320 where it is not set
 * @cssproperty --tk-space - the unit of all distances: 3px is compact, 5px roomy
 */
const semantic = css`
  :host {
    --_text: var(
      --tk-color-text,
      var(--ant-color-text, var(--el-text-color-primary, var(--td-text-color-primary, var(--_gray-900))))
    );
    --_text-muted: var(
      --tk-color-text-muted,
      var(
        --ant-color-text-secondary,
        var(--el-text-color-regular, var(--td-text-color-secondary, var(--_gray-600)))
      )
    );
    --_text-subtle: var(--tk-color-text-subtle, var(--_gray-500)); /* hosts' third grey fails 4.5 : 1 */

    --_surface: var(
      --tk-color-surface,
      var(
        --ant-color-bg-container,
        /* of its cards: in the dark they are a shade lighter than what they stand on */
        var(--el-bg-color-overlay, var(--el-bg-color, var(--td-bg-color-container, var(--_gray-0))))
      )
    );
    --_sunken: var(
      --tk-color-sunken,
      var(
        --ant-color-fill-quaternary,
        var(--el-fill-color-light, var(--td-bg-color-secondarycontainer, var(--_gray-50)))
      )
    );
    --_hover: var(
      --tk-color-hover,
      var(
        --ant-color-fill-tertiary,
        var(--el-fill-color, var(--td-bg-color-container-hover, var(--_gray-100)))
      )
    );
    --_line: var(
      --tk-color-line,
      var(
        --ant-color-border-secondary,
        var(--el-border-color-lighter, var(--td-component-stroke, var(--_gray-200)))
      )
    );
    --_line-strong: var(
      --tk-color-line-strong,
      var(--ant-color-border, var(--el-border-color, var(--td-component-border, var(--_gray-300))))
    );

    --_accent: var(
      --tk-color-accent,
      var(--ant-color-primary, var(--el-color-primary, var(--td-brand-color, var(--_blue-600))))
    );
    --_accent-strong: var(
      --tk-color-accent-strong,
      var(
        --_own-strong,
        var(
          --ant-color-primary-active,
          var(--el-color-primary-dark-2, var(--td-brand-color-active, var(--_host-strong, var(--_blue-700))))
        )
      )
    );
    --_accent-mid: var(
      --tk-color-accent-mid,
      var(
        --_own-mid,
        var(
          --ant-color-primary-border-hover,
          var(--el-color-primary-light-3, var(--td-brand-color-5, var(--_host-mid, var(--_blue-400))))
        )
      )
    );
    --_accent-line: var(
      --tk-color-accent-line,
      var(
        --_own-line,
        var(
          --ant-color-primary-border,
          var(--el-color-primary-light-7, var(--td-brand-color-3, var(--_host-line, var(--_blue-200))))
        )
      )
    );
    --_accent-soft: var(
      --tk-color-accent-soft,
      var(
        --_own-soft,
        var(
          --ant-color-primary-bg,
          var(--el-color-primary-light-9, var(--td-brand-color-light, var(--_host-soft, var(--_blue-50))))
        )
      )
    );
    --_accent-text: var(--_accent);
    --_accent-fill: var(--_accent);
    --_accent-drawn: var(--_accent);
    --_mid-drawn: var(--_accent-mid);
    --_on-accent: var(--tk-color-on-accent, var(--_gray-0));

    --_warn-text: var(--tk-color-warn-text, var(--_amber-800));
    --_warn: var(--tk-color-warn, var(--_amber-600));
    --_warn-line: var(--tk-color-warn-line, var(--_amber-200));
    --_warn-soft: var(--tk-color-warn-soft, var(--_amber-50));
    --_bad: var(--tk-color-bad, var(--_red-700));
    --_bad-line: var(--tk-color-bad-line, var(--_red-200));
    --_bad-soft: var(--tk-color-bad-soft, var(--_red-50));
    --_good: var(--tk-color-good, var(--_green-700));
    --_good-line: var(--tk-color-good-line, var(--_green-200));
    --_good-soft: var(--tk-color-good-soft, var(--_green-50));

    --_radius: var(
      --tk-radius,
      var(--ant-border-radius-lg, var(--el-border-radius-base, var(--td-radius-medium, var(--_radius-3))))
    );
    --_radius-control: var(
      --tk-radius-control,
      var(--ant-border-radius, var(--el-border-radius-base, var(--td-radius-default, var(--_radius-2))))
    );
    --_focus: var(--tk-color-focus, var(--_accent-drawn));
    --_pad: var(--tk-card-padding, var(--_space-5));
  }

  /* A page's accent may be too pale for text, for text on it, or to be seen: contrast.ts measures, these rules answer. */
  :host([data-accent~='text-strong']) {
    --_accent-text: var(--_accent-strong);
  }
  :host([data-accent~='text-plain']) {
    --_accent-text: var(--_text);
  }
  :host([data-accent~='fill-strong']) {
    --_accent-fill: var(--_accent-strong);
  }
  :host([data-accent~='on-dark']) {
    --_on-accent: #14171f;
  }
  :host([data-accent~='on-light']) {
    --_on-accent: #ffffff;
  }

  :host([data-accent~='draw-strong']) {
    --_accent-drawn: var(--_accent-strong);
  }
  :host([data-accent~='draw-mixed']) {
    --_accent-drawn: var(--_text-muted);
    --_mid-drawn: var(--_text-subtle);
  }
  @supports (color: color-mix(in srgb, red, red)) {
    :host([data-accent~='draw-mixed']) {
      --_accent-drawn: color-mix(in srgb, var(--_accent) 45%, var(--_text));
    }
    :host([data-accent~='draw-strong']),
    :host([data-accent~='draw-mixed']) {
      --_mid-drawn: color-mix(in srgb, var(--_accent-drawn) 75%, var(--_surface));
    }
  }

  /* Never seen, being empty: what the page's tokens come out as is read from it. Its transition is over before it begins, and tells of a change that
     no attribute of root or body says: a theme of a part of the page, a style sheet that is written anew. */
  .probe {
    position: absolute;
    transition: 1ms step-start;
    transition-property: color, background-color;
    color: var(--_accent);
    background-color: var(--_surface);
    border-top: 1px solid var(--tk-color-on-accent, var(--_gray-0));
    outline-color: var(--_accent-strong);
  }
`

const component = css`
  :host {
    --_gauge-fill: var(--tk-gauge-fill, var(--_accent-drawn)); /* reached, in the tier held */
    --_gauge-passed: var(--tk-gauge-passed, var(--_mid-drawn)); /* reached, in lower tiers */
    --_gauge-path: var(--tk-gauge-path, var(--_accent-line)); /* bars of what is still possible */
    --_gauge-track: var(--tk-gauge-track, var(--_line));
    --_gauge-width: var(--tk-gauge-width, 14px);
    --_ladder-node: var(--tk-ladder-node, var(--_line-strong));
    --_ladder-line: var(--tk-ladder-line, var(--_line));
    --_ladder-here: var(--tk-ladder-here, var(--_accent-drawn));
    --_bar-fill: var(--tk-bar-fill, var(--_accent-drawn));
    --_bar-track: var(--tk-bar-track, var(--_line));
    --_task-path: var(--tk-task-path, var(--_accent-soft));
    --_wallet-quota: var(--tk-wallet-quota, var(--_accent-drawn));
    --_ledger-in: var(--tk-ledger-in, var(--_good));
    --_ledger-out: var(--tk-ledger-out, var(--_text));
    --_ledger-lapse: var(--tk-ledger-lapse, var(--_warn));
  }
`

/** The person's own few colors: a browser replaces those of texts and borders, and leaves what is drawn to us. */
const forced = css`
  @media (forced-colors: active) {
    :host {
      --_surface: Canvas;
      --_text: CanvasText;
      --_text-muted: CanvasText;
      --_text-subtle: CanvasText;
      --_line-strong: CanvasText;
      --_good: CanvasText;
      --_warn: CanvasText;
      --_warn-text: CanvasText;
      --_bad: CanvasText;
      --_accent: Highlight;
      --_accent-text: LinkText;
      --_accent-drawn: Highlight;
    }
  }
`

export const tokens = [primitives, steps, semantic, component, forced]
