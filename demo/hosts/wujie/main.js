/** The page around, by wujie: the part's script runs in a frame of its own, and its page in a shadow root here. */
import { destroyApp, startApp } from 'wujie'

let isShown = false
const mount = () => {
  isShown = true
  return startApp({ name: 'growth', url: '/sub-app/', el: document.getElementById('part') })
}

document.getElementById('shown').addEventListener('click', () => {
  if (!isShown) return mount()
  isShown = false
  destroyApp('growth')
})
mount()
