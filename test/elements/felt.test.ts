// What elements feel of a page that tells nothing: other colors, by whatever they came.
import { expect, fixture, html } from '@open-wc/testing'
import { TkScoreGauge } from '../../src/elements/score-gauge.js'
import { drawn } from './stage.js'
import { lotusKitchen } from './standings.js'
import { until } from './until.js'

customElements.define('fe-gauge', class extends TkScoreGauge {})
const frames = (count: number) =>
  new Promise<void>((done) => {
    const next = (left: number) => (left > 0 ? requestAnimationFrame(() => next(left - 1)) : done())
    next(count)
  })

/** A part of a page as Ant Design makes it dark: by a style sheet written anew, and no attribute of anything. */
async function partOfPage(): Promise<{ gauge: TkScoreGauge; box: HTMLElement; write(rules: string): void }> {
  const box = await fixture<HTMLElement>(
    html`<div>
      <style></style>
      <div class="part"></div>
    </div>`,
  )
  const gauge = document.createElement('fe-gauge') as TkScoreGauge
  gauge.standing = lotusKitchen()
  box.querySelector('.part')!.append(gauge)
  await drawn(gauge)
  const style = box.querySelector('style')!
  return { gauge, box, write: (rules) => (style.textContent = `.part { ${rules} }`) }
}

describe('a change that no attribute tells', () => {
  const dark = 'background: #000; --ant-color-bg-container: #141414; --ant-color-text: #fff'

  it('is felt: a part of the page grows dark and light again', async () => {
    const { gauge, write } = await partOfPage()
    write(dark)
    await until(() => gauge.dataset.scheme === 'dark', 'it is dark')
    write('')
    await until(() => gauge.dataset.scheme === 'light', 'it is light again')
  })

  it('is felt: an accent that cannot be read any more', async () => {
    const { gauge, write } = await partOfPage()
    write('--ant-color-primary: #ffd43b; --ant-color-primary-active: #ffd43b')
    await until(() => gauge.dataset.accent === 'text-plain on-dark draw-mixed alone', 'it is answered')
  })

  it('is seen where it was made while nothing was drawn', async () => {
    const { gauge, box, write } = await partOfPage()
    await until(() => gauge.offsetWidth > 0)
    box.style.display = 'none'
    await frames(4)
    write(dark)
    await frames(4)
    expect(gauge.dataset.scheme).to.equal('light')
    box.style.display = ''
    await until(() => gauge.dataset.scheme === 'dark', 'it is dark')
  })

  it('is told to nobody else', async () => {
    const { gauge, box, write } = await partOfPage()
    let heard = 0
    for (const turn of ['run', 'start', 'end', 'cancel'])
      box.addEventListener(`transition${turn}`, () => heard++)
    write(dark)
    await until(() => gauge.dataset.scheme === 'dark', 'it is dark')
    await frames(4)
    expect(heard).to.equal(0)
  })
})
