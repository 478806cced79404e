import { emulateMedia } from '@web/test-runner-commands'

/** Has the browser pretend a medium or a preference. Only Chromium can be told so: elsewhere the test is skipped, and the run says which. */
export async function pretend(test: Mocha.Context, media: Parameters<typeof emulateMedia>[0]): Promise<void> {
  try {
    await emulateMedia(media)
  } catch (error) {
    if (!/CDP support|not supported for browser type/.test(String(error))) throw error
    test.skip()
  }
}

/** Ends what was pretended. */
export async function pretendNothing(): Promise<void> {
  await emulateMedia({ media: 'screen', reducedMotion: 'no-preference' }).catch(() => undefined)
}
