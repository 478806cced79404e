/**
 * What libraries of around 2008 did to the browser's own objects, before anything else on the page: methods that everybody finds in
 * every array, string, function and element, some under names that browsers took for something else later. Written after the kinds of
 * changes that Prototype 1.6 and MooTools 1.2 made.
 */
;(function () {
  var give = function (target, methods) {
    for (var name in methods) target[name] = methods[name]
  }
  // in every `for..in` of an array
  give(Array.prototype, {
    each: function (use) {
      for (var i = 0; i < this.length; i++) use(this[i], i)
      return this
    },
    include: function (item) {
      return this.indexOf(item) >= 0
    },
    contains: function (item) {
      return this.indexOf(item) >= 0
    },
    compact: function () {
      return this.filter(function (one) {
        return one != null
      })
    },
    // arrays that say themselves in JSON: `JSON.stringify` finds it, and quotes what comes back
    toJSON: function () {
      return '[' + this.map(JSON.stringify).join(', ') + ']'
    },
    // not the browser's: no iterator, an array
    entries: function () {
      return this.slice()
    },
  })
  // not the browser's: what is iterable, and has no length, becomes nothing
  Array.from = function (list) {
    if (!list) return []
    var all = []
    for (var i = 0; i < (list.length || 0); i++) all.push(list[i])
    return all
  }
  give(String.prototype, {
    contains: function (part) {
      return this.indexOf(part) >= 0
    },
  })
  give(Function.prototype, {
    // without the arguments that come with a call
    bind: function (owner) {
      var method = this
      var given = Array.prototype.slice.call(arguments, 1)
      return function () {
        return method.apply(owner, given.concat(Array.prototype.slice.call(arguments)))
      }
    },
    extend: function (more) {
      give(this, more)
      return this
    },
  })
  give(Element.prototype, {
    visible: function () {
      return this.style.display !== 'none'
    },
    getElements: function (selector) {
      return this.querySelectorAll(selector)
    },
    set: function (name, value) {
      this.setAttribute(name, value)
      return this
    },
  })
  window.$ = function (id) {
    return document.getElementById(id)
  }
  window.$$ = function (selector) {
    return document.querySelectorAll(selector)
  }
  Object.keys = (function (own) {
    return function (object) {
      return own(Object(object))
    }
  })(Object.keys)
})()
