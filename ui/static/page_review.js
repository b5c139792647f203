/* The Review screen's keys: Space shows the answer and then rates it Good, 1 to 4 rate, Z undoes. None is lost, and
   nothing is rated before it was seen: a Space that comes while the next card is on its way shows its answer. */
(() => {
  const {tutor} = window;
  const shown = id => {
    const found = document.querySelector(id);
    return found && found.offsetParent ? found : null;
  };

  function buttonFor(key) {
    if (key === ' ') return shown('#show-answer') || shown('#rate-3');
    if ('1234'.includes(key)) return shown(`#rate-${key}`);
    return key.toLowerCase() === 'z' ? shown('#review-undo') : null;
  }

  const card = () => document.querySelector('#card .card')?.id;
  let rated = null;                                   // the card that was rated last: another one is on its way
  let kept = false;                                   // Space was pressed for the one that is on its way
  const come = () => { [rated, kept] = [null, false]; };

  document.addEventListener('click', event => { if (event.target.closest('[id^=rate-]')) rated = card(); }, true);

  const elsewhere = target => document.body.dataset.sheet || target.closest('input, textarea, select')?.offsetParent;
  const itsOwn = target => target.closest('button:not([role=tab], #show-answer, [id^=rate-]), summary, a')?.offsetParent;

  // The keys of the screen's own buttons are taken when they go down: a press that waits for the key to come up again is
  // lost when the focus moves in between, as it does when something new arrives.
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.key.length !== 1) return;
    if (!shown('#card') || elsewhere(event.target) || (event.key === ' ' && itsOwn(event.target))) return;
    const button = buttonFor(event.key);
    if (!button) return;
    event.preventDefault();
    taken = event.key === ' ';
    if (taken && !kept && card() === rated) kept = true;       // once: were the rating refused, the next press rates
    else button.click();
  });
  let taken = false;
  document.addEventListener('keyup', event => {
    if (event.key !== ' ' || !taken) return;
    event.preventDefault();                           // some browsers press the button now
    taken = false;
  });

  Object.assign(tutor.arrivals, {
    '#card .card': () => {
      tutor.toTop(shown('#show-answer'));
      if (kept) tutor.press('#show-answer');
      come();
    },
    '#card .card-answer': () => {
      const good = shown('#rate-3');
      if (!good) return false;
      good.focus({preventScroll: true});
    },
    '#card .done': () => { tutor.toTop(shown('#review-more')); come(); },
  });
})();
