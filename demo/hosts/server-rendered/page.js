/** What the server's page does by itself: it hands the data over that came with it. */
;(function () {
  var brands = ['#0f766e', '#b4235f']
  var growth = document.querySelector('tk-provider')
  var home = growth.parentNode
  var brand = 0
  function byId(id) {
    return document.getElementById(id)
  }
  growth.program = JSON.parse(byId('program').textContent)
  growth.merchant = JSON.parse(byId('merchant').textContent)

  byId('brand').onclick = function () {
    brand = 1 - brand
    growth.appearance = { variables: { colorAccent: brands[brand] } }
  }
  byId('dark').onclick = function () {
    document.documentElement.classList.toggle('dark')
  }
  byId('shown').onclick = function () {
    if (growth.parentNode) home.removeChild(growth)
    else home.insertBefore(growth, home.firstChild)
  }
  growth.addEventListener('tk-task-open', function (event) {
    event.preventDefault()
    byId('said').textContent = 'Opened here: ' + event.detail.task
  })
})()
