/** The page around, by qiankun: it mounts the part with the elements, takes it away, and mounts it again. */
import { loadMicroApp } from 'qiankun'

let part = null
const mount = () =>
  (part = loadMicroApp(
    { name: 'growth', entry: '/sub-app/', container: '#part' },
    { sandbox: { experimentalStyleIsolation: true } },
  ))

document.getElementById('shown').addEventListener('click', async () => {
  const last = part
  part = null
  if (last) await last.unmount()
  else mount()
})
mount()
