/** The page around, by micro-app: the part is an element of the page's, with the address of the part's own page. */
import microApp from '@micro-zoe/micro-app'

microApp.start()

const place = document.getElementById('part')
const mount = () => {
  const part = document.createElement('micro-app')
  part.setAttribute('name', 'growth')
  part.setAttribute('url', '/sub-app/')
  part.setAttribute('destroy', '')
  place.append(part)
}

document.getElementById('shown').addEventListener('click', () => {
  if (place.firstChild) place.textContent = ''
  else mount()
})
mount()
