// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_row.h"

#include "format.h"
#include "history/history_recorder.h"
#include "history/history_words.h"
#include "settings/kept_choice.h"
#include "theme/theme.h"
#include "widgets/flow_layout.h"
#include "widgets/label.h"
#include "widgets/question.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace fanlight {

namespace {

constexpr qint64 HistoryMiB = qint64(1) << 20;
constexpr std::array OfferedBytes{
    64 * HistoryMiB, 256 * HistoryMiB, 1024 * HistoryMiB, 4096 * HistoryMiB, 16'384 * HistoryMiB};
constexpr std::array OfferedDays{1, 3, 7, 14, HistoryBounds::DefaultDays};

// What the settings file says stands among what is offered, whatever it is.
template <class Value, std::size_t Count, class Text>
void offerValues(QComboBox& box, const std::array<Value, Count>& offered, Value kept, Text textOf)
{
    std::vector<Value> values(offered.begin(), offered.end());
    if (std::find(values.begin(), values.end(), kept) == values.end())
        values.push_back(kept);
    std::sort(values.begin(), values.end());
    box.clear();
    for (const Value value : values)
        box.addItem(textOf(value), QVariant::fromValue(value));
    box.setCurrentIndex(box.findData(QVariant::fromValue(kept)));
}

} // namespace

HistoryRow::HistoryRow(HistoryRecorder& recorder, QSettings& settings, QWidget* parent)
    : QWidget(parent)
    , m_recorder(recorder)
    , m_settings(settings)
    , m_meaning(makeLabel("hint"))
    , m_state(makeLabel("hint"))
    , m_on(new QCheckBox(tr("Keep what is seen")))
    , m_size(new QComboBox)
    , m_age(new QComboBox)
    , m_payloads(new QCheckBox(tr("with payloads")))
    , m_forget(new QPushButton(tr("Forget all…")))
{
    m_meaning->setWordWrap(true);
    m_meaning->setText(tr("figures, messages, ended streams, log and markers, for the charts and "
                          "tables of the next start; in %1")
                           .arg(recorder.path()));
    m_meaning->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_state->setWordWrap(true);
    m_size->setAccessibleName(tr("At most so much on disk"));
    m_size->setToolTip(tr("At most so much on disk, for all hubs together"));
    m_age->setAccessibleName(tr("At most so long"));
    m_on->setAccessibleDescription(m_meaning->text());
    m_payloads->setToolTip(
        tr("Without them messages come back with their size, and nothing of what was in them."));
    m_forget->setAutoDefault(false);
    auto* effect = makeLabel(tr("live"), "badge");
    effect->setToolTip(tr("Takes effect at once."));

    auto* line = new FlowLayout(10, 8);
    for (QWidget* widget :
        std::initializer_list<QWidget*>{m_on, m_size, m_age, m_payloads, m_forget, effect})
        line->addWidget(widget);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addWidget(makeLabel(tr("History over restarts"), ""));
    column->addWidget(m_meaning);
    column->addLayout(line);
    column->addWidget(m_state);

    fill();
    connect(m_on, &QCheckBox::toggled, this, &HistoryRow::take);
    connect(m_payloads, &QCheckBox::toggled, this, &HistoryRow::take);
    connect(m_size, &QComboBox::activated, this, &HistoryRow::take);
    connect(m_age, &QComboBox::activated, this, &HistoryRow::take);
    connect(m_forget, &QPushButton::clicked, this, &HistoryRow::askToForget);
    connect(&recorder, &HistoryRecorder::stateChanged, this, &HistoryRow::showState);
    connect(&recorder, &HistoryRecorder::chosen, this, &HistoryRow::fill); // in another room
    showState(recorder.state());
}

void HistoryRow::fill()
{
    const HistoryChoice& choice = m_recorder.choice();
    const QSignalBlocker quiet(m_on);
    const QSignalBlocker quietToo(m_payloads);
    m_on->setChecked(choice.isOn);
    m_payloads->setChecked(choice.bounds.withPayloads);
    offerValues(*m_size, OfferedBytes, choice.bounds.bytes,
        [](qint64 bytes) { return format::bytes(double(bytes)); });
    offerValues(*m_age, OfferedDays, choice.bounds.days,
        [](int days) { return tr("%n day(s)", nullptr, days); });
    for (QWidget* widget : std::initializer_list<QWidget*>{m_size, m_age, m_payloads})
        widget->setEnabled(choice.isOn);
}

void HistoryRow::take()
{
    HistoryChoice choice;
    choice.isOn = m_on->isChecked();
    choice.bounds.bytes = m_size->currentData().toLongLong();
    choice.bounds.days = m_age->currentData().toInt();
    choice.bounds.withPayloads = m_payloads->isChecked();
    if (choice == m_recorder.choice())
        return;
    const bool wasOn = m_recorder.choice().isOn;
    choice.save(m_settings);
    m_recorder.setChoice(choice);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_size, m_age, m_payloads})
        widget->setEnabled(choice.isOn);
    if (wasOn != choice.isOn)
        Q_EMIT lastAction(choice.isOn ? tr("history is kept") : tr("history is no longer kept"));
}

void HistoryRow::showState(const HistoryState& state)
{
    m_state->setText(history_words::note(state));
    setLook(*m_state, history_words::isProblem(state) ? "bad" : "hint");
}

void HistoryRow::askToForget()
{
    auto* question = new Question(this, tr("Forget all"),
        tr("Remove all that was kept of this hub? It does not come back with the next start. What "
           "the window shows now stays until it closes."));
    question->setFacts(
        {tr("%1 in %2").arg(format::bytes(double(m_recorder.state().bytes)), m_recorder.path())});
    question->addChoice(tr("&Forget"), Question::Choice::Costly,
        [this] { m_recorder.forget([this] { Q_EMIT lastAction(tr("history forgotten")); }); });
    question->open();
}

QString HistoryRow::explanation() const
{
    return m_meaning->text() + QLatin1Char('\n') + m_state->text();
}

bool HistoryRow::matches(const QStringList& words) const
{
    return mentionsAll({tr("History over restarts"), m_meaning->text(), m_on->text(),
                           m_payloads->text(), m_forget->text(), tr("Recording")},
        words);
}

} // namespace fanlight
