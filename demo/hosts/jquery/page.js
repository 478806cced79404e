/** A page of jQuery: the server wrote its rows and both languages' texts; the script changes attributes and listens. */
$(function () {
  var stores = [
    { id: 'lotus-kitchen', en: 'Score of Lotus Kitchen', zh: '莲记小厨的评分' },
    { id: 'jade-garden', en: 'Score of Jade Garden', zh: '玉庭粤菜的评分' },
  ]
  var brands = ['#0f766e', '#b4235f']
  var $html = $('html')
  var $growth = $('tk-provider')
  var turn = 0
  var brand = 0

  function isChinese() {
    return $html.attr('lang') === 'zh-CN'
  }
  function showStore() {
    var store = stores[turn % 2]
    $growth.attr('merchant', '/data/' + store.id + '.json')
    $growth.find('tk-score-gauge').attr('heading', isChinese() ? store.zh : store.en)
  }

  $('#other').on('click', function () {
    turn++
    showStore()
  })
  $('#brand').on('click', function () {
    brand = 1 - brand
    $growth.attr('appearance', JSON.stringify({ variables: { colorAccent: brands[brand] } }))
  })
  $('#dark').on('click', function () {
    $html.toggleClass('dark')
  })
  $('#language').on('click', function () {
    $html.attr('lang', isChinese() ? 'en' : 'zh-CN')
    $('[data-zh]').each(function () {
      var text = $(this).text()
      $(this).text($(this).attr('data-zh')).attr('data-zh', text)
    })
    showStore()
  })
  $('#shown').on('click', function () {
    if ($growth.parent().length) $growth.detach()
    else $('main').prepend($growth)
  })
  // events of the kit are the browser's own: jQuery hears them, and has what they tell under `originalEvent`
  $growth.on('tk-task-open', function (event) {
    event.preventDefault()
    $('#said').text((isChinese() ? '由本页打开：' : 'Opened here: ') + event.originalEvent.detail.task)
  })
})
