/* The Interview screen: a quiet timer, a word on a point, the way to another tab. */
(() => {
  const {tutor} = window;
  const clock = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
  let timed = null;                                   // the question that is timed, since when, and what the page said
  let since = 0;

  function tick() {
    const timer = document.querySelector('#asked .timer');
    if (!timer || !timer.offsetParent) return;
    const question = timer.closest('.asking')?.id;
    if (question !== timed) { timed = question; since = Date.now(); }
    const said = timer.dataset.said ||= timer.textContent;
    const passed = (Date.now() - since) / 1000;
    const [, minutes, seconds] = said.match(/(\d+):(\d+)/) || [0, 0, 0];
    const left = Math.max(0, 60 * minutes + Number(seconds) - passed);
    const text = `${clock(passed)} · ${said.endsWith('left') ? `${clock(left)} left` : said}`;
    if (timer.textContent !== text) timer.textContent = text;
  }
  setInterval(tick, 1000);
  tutor.everyChange.push(tick);

  // A word on a point is answered by another one in its place: it takes the focus over.
  let disputed = null;

  function dispute(name, said) {
    disputed = said.split(':').slice(0, 2).join(':');
    tutor.send(name, said);
  }

  tutor.everyChange.push(() => {
    if (!disputed || (document.activeElement && document.activeElement !== document.body)) return;
    const link = document.querySelector(`.dispute:is([href="#undispute:${disputed}"], [href^="#dispute:${disputed}:"])`);
    if (!link) return;
    link.focus({preventScroll: true});
    disputed = null;
  });

  Object.assign(tutor.links, {
    tab: tutor.openTab,
    dispute: said => dispute('dispute', said),
    undispute: said => dispute('undispute', said),
  });
})();
