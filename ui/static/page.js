/* What the page does by itself: follow citations and back, ask with a click, bring what is new to the top of the
   window, keep the focus, keep a half-written answer. */
(() => {
  let open = null;                                    // id of the passage that is shown, such as cite-1-2

  const passageOf = id => document.getElementById(id);
  const citationOf = id => document.querySelector(`a.cite[href="#${id}"]`);

  function mark() {
    passageOf(open)?.classList.add('cited');
    citationOf(open)?.classList.add('from');
  }

  function unmark() {
    document.querySelectorAll('.cited, .from').forEach(old => old.classList.remove('cited', 'from'));
  }

  function show(id) {
    unmark();
    open = id;
    mark();
    passageOf(id)?.scrollIntoView({block: 'nearest'});
    passageOf(id)?.focus({preventScroll: true});
  }

  function back() {
    const link = citationOf(open);
    unmark();
    open = null;
    link?.scrollIntoView({block: 'nearest'});
    link?.focus({preventScroll: true});
  }

  function keepOpen() {                               // a growing answer is drawn anew
    const passage = open && passageOf(open);
    if (!passage || passage.classList.contains('cited')) return;
    mark();
    if (document.activeElement === document.body) passage.focus({preventScroll: true});
  }

  function fill(box, text) {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(box, text);
    box.dispatchEvent(new Event('input', {bubbles: true}));
  }

  function press(button) {
    setTimeout(() => document.querySelector(button)?.click(), 50);   // the page takes typed text over first
  }

  function ask(question) {
    const box = document.querySelector('#question textarea');
    fill(box, question);
    box.focus();
    press('#send');
  }

  document.addEventListener('click', event => {
    if (event.target.closest('#send')) document.querySelector('#question textarea')?.focus();
    const link = event.target.closest('.paper a[href^="#"]');
    if (!link) return;
    event.preventDefault();                           // a plain # link would leave the page: <base href>
    const target = link.getAttribute('href');
    if (target === '#ask') ask(link.title);
    else if (target === '#back') back();
    else show(target.slice(1));
  });

  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') back();
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !event.target.closest('#reply')) return;
    event.preventDefault();
    press('#submit');
  });

  // A half-written answer survives a reload. It is kept under the question that it answers.
  const DRAFT = 'interview-tutor-draft';
  const asked = () => document.querySelector('#asked .asked')?.textContent;

  document.addEventListener('input', event => {
    if (!event.target.closest('#reply')) return;
    localStorage.setItem(DRAFT, JSON.stringify([asked(), event.target.value]));
  });

  function takeUpDraft(box) {
    const [question, text] = JSON.parse(localStorage.getItem(DRAFT) || '[]');
    if (question && question === asked() && text && !box.value) fill(box, text);
  }

  // What is new comes to the top of the window, so that an answer grows below its question.
  const arrivals = {
    '#current .turn': turn => {
      announced = turn.querySelectorAll('.sentence').length;
      // Again a little later: the turn before it may take its place above only after this one came.
      for (const wait of [0, 100, 300]) setTimeout(() => questionToTop(turn.id), wait);
    },
    '#asked .asking': () => {
      const box = document.querySelector('#reply textarea');
      if (!box) return false;
      takeUpDraft(box);
      toTop(box);
    },
    '#graded .graded': () => { localStorage.removeItem(DRAFT); toTop(document.querySelector('#next')); },
    '#report-text .report': () => toTop(document.querySelector('#again')),
  };
  const seen = {};

  // A screen reader hears each new sentence once, not the whole answer at every redraw.
  let announced = 0;
  const speaker = Object.assign(document.createElement('div'), {id: 'spoken', className: 'sr-only'});
  speaker.setAttribute('role', 'status');

  function announce() {
    if (!speaker.isConnected) document.querySelector('#current')?.before(speaker);
    const sentences = [...document.querySelectorAll('#current .sentence')].slice(announced);
    if (!sentences.length) return;
    announced += sentences.length;
    speaker.textContent = sentences.map(sentence => sentence.textContent).join(' ');
  }

  function questionToTop(id) {
    if (id === 'turn-1') window.scrollTo({top: 0});
    else document.querySelector(`#current #${id}`)?.scrollIntoView({block: 'start'});
  }

  function toTop(focused) {
    if (document.activeElement?.closest('[role=tab]')) return;       // somebody walks along the tabs
    window.scrollTo({top: 0});
    focused?.focus({preventScroll: true});
  }

  // A formula that is wider than the column scrolls, so the keyboard must reach it; its width is known with its fonts.
  const widths = new ResizeObserver(entries => entries.forEach(({target}) => {
    const box = target.parentElement;
    if (box) box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1;
  }));

  function watch(formula) {
    formula.dataset.watched = '';
    widths.observe(formula.firstElementChild);
  }

  new MutationObserver(() => {
    document.querySelectorAll('.paper .katex-display:not([data-watched])').forEach(watch);
    for (const [place, arrive] of Object.entries(arrivals)) {
      const found = document.querySelector(place);
      const id = found && found.offsetParent ? found.id : null;
      if (id === (seen[place] ?? null)) continue;
      if (id === null || arrive(found) !== false) seen[place] = id;
    }
    announce();
    keepOpen();
  }).observe(document.documentElement, {childList: true, subtree: true, attributes: true, attributeFilter: ['style', 'class']});
})();
