import { drawBars } from '/dist/tierkit-chart.min.js'

const canvas = document.querySelector('canvas')
const look = { text: 'black', baseline: 'black', font: 'sans-serif', animate: false }
drawBars(canvas, { labels: ['a', 'b'], series: [{ values: [1, 2], color: 'rgb(255, 0, 0)' }] }, look)

/** Whether anything red was painted. */
window.isPainted = () => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return data.some(
    (value, place) => place % 4 === 0 && value === 255 && data[place + 1] === 0 && data[place + 3] === 255,
  )
}
