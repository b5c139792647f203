/* What the page does by itself: follow citations and back, ask with a click, send with Ctrl+Enter. */
(() => {
  let cameFrom = null;

  function show(passage, link) {
    document.querySelectorAll('.cited, .from').forEach(old => old.classList.remove('cited', 'from'));
    if (!passage) return;
    cameFrom = link;
    link.classList.add('from');
    passage.classList.add('cited');
    passage.scrollIntoView({block: 'nearest'});
    passage.focus({preventScroll: true});
  }

  function back() {
    document.querySelectorAll('.cited').forEach(old => old.classList.remove('cited'));
    cameFrom?.scrollIntoView({block: 'center'});
    cameFrom?.focus({preventScroll: true});
  }

  function fill(box, text) {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(box, text);
    box.dispatchEvent(new Event('input', {bubbles: true}));
  }

  function ask(question) {
    const box = document.querySelector('#question textarea');
    fill(box, question);
    box.focus();
    setTimeout(() => document.querySelector('#send').click(), 50);   // the page takes the text over first
  }

  document.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || !link.closest('.paper')) return;
    event.preventDefault();                           // a plain # link would leave the page: <base href>
    const target = link.getAttribute('href');
    if (target === '#ask') ask(link.title);
    else if (target === '#back') back();
    else show(document.getElementById(target.slice(1)), link);
  });

  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') back();
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    if (!event.target.closest('#reply')) return;
    event.preventDefault();
    setTimeout(() => document.querySelector('#submit').click(), 50);
  });

  // A new question comes to the top of the window, so that its answer grows below it.
  let newest = null;
  new MutationObserver(() => {
    const turn = document.querySelector('#current .turn');
    const id = turn ? turn.id : null;
    if (id === newest) return;
    newest = id;
    turn?.scrollIntoView({block: 'start'});
  }).observe(document.documentElement, {childList: true, subtree: true});
})();
