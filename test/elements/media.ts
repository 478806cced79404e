import { emulateMedia, setViewport } from '@web/test-runner-commands'

/** Asks the browser for what not all can be told; elsewhere the test is skipped, and the run says which. */
async function whereItCan(test: Mocha.Context, ask: Promise<void>): Promise<void> {
  try {
    await ask
  } catch (error) {
    if (!/CDP support|not supported for browser type/.test(String(error))) throw error
    test.skip()
  }
}

/** Has the browser pretend a medium or a preference: Chromium. */
export const pretend = (test: Mocha.Context, media: Parameters<typeof emulateMedia>[0]): Promise<void> =>
  whereItCan(test, emulateMedia(media))

/** Gives the window another size: Chromium and Firefox. */
export const resized = (test: Mocha.Context, size: Parameters<typeof setViewport>[0]): Promise<void> =>
  whereItCan(test, setViewport(size))

/** Ends what was pretended. */
export async function pretendNothing(): Promise<void> {
  await emulateMedia({ media: 'screen', reducedMotion: 'no-preference' }).catch(() => undefined)
}
