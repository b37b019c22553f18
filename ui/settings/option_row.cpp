// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/option_row.h"

#include "hub/options.h"
#include "metrics/sample.h"
#include "settings/kept_choice.h"
#include "settings/option_control.h"
#include "settings/option_draft.h"
#include "settings/option_texts.h"
#include "theme/theme.h"
#include "widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace fanlight {

namespace {

constexpr int WordsWidth = 300;
constexpr int WordsGap = 12;
constexpr int OptionGap = 10;
constexpr int BadgeGap = 6;
constexpr int StackGap = 4;
constexpr int LabelDrop = 5; // brings it to the height of the text in the control

const OptionSpec& specOf(const QString& option)
{
    return *findOption(hubOptionSpecs(), option);
}

void setShown(QLabel& label, const QString& text)
{
    if (label.text() != text)
        label.setText(text);
    label.setVisible(!text.isEmpty());
}

} // namespace

OptionBadges::OptionBadges(const OptionDraft& draft, QString option, QWidget* parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_option(std::move(option))
    , m_effect(makeLabel("badge"))
    , m_changed(makeLabel("badge-accent"))
    , m_origin(makeLabel("badge"))
{
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins({});
    line->setSpacing(BadgeGap);
    for (QLabel* badge : {m_effect, m_changed, m_origin})
        line->addWidget(badge);
    line->addStretch(1);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    const bool isExchanged = isExchangedOption(m_option);
    const bool isLive = isLiveOption(m_option) || isExchanged;
    m_effect->setText(isLive ? OptionRow::tr("live") : OptionRow::tr("restart"));
    m_effect->setToolTip(isExchanged
            ? OptionRow::tr(
                "Takes effect at once. Streams end that were let in by what goes, or, where "
                "there was none before, by nothing; they may come back with a proof.")
            : isLive ? OptionRow::tr("Takes effect at once; no stream ends.")
                     : OptionRow::tr("The hub restarts for it; clients come back and resume."));
    m_effect->setVisible(m_option != BrokerOption); // to Redis it moves, and back it restarts
    m_changed->setText(OptionRow::tr("changed"));
    refresh();
}

void OptionBadges::refresh()
{
    const bool isChanged = m_draft.isChanged(m_option);
    m_changed->setVisible(isChanged);
    // Of a value that is to go it matters only whether it will be back with the next start.
    m_origin->setVisible(m_draft.knowsOrigins()
        && (!isChanged || m_draft.overruledBy(m_option) != OptionOrigin::Default));
    m_changed->setToolTip(
        OptionRow::tr("Not applied yet. It runs with: %1")
            .arg(option_texts::valueLabel(m_option, hubOptionText(m_draft.running(), m_option))));
    const OptionSpec& spec = specOf(m_option);
    switch (m_draft.origin(m_option)) {
    case OptionOrigin::CommandLine:
        m_origin->setText(OptionRow::tr("from %1").arg(spec.option()));
        m_origin->setToolTip(OptionRow::tr("Given on the command line."));
        break;
    case OptionOrigin::Environment:
        m_origin->setText(OptionRow::tr("from %1").arg(spec.variable()));
        m_origin->setToolTip(OptionRow::tr("Given in the environment."));
        break;
    case OptionOrigin::SettingsFile:
        m_origin->setText(OptionRow::tr("settings file"));
        m_origin->setToolTip(OptionRow::tr("Kept in the settings file."));
        break;
    case OptionOrigin::Default:
        m_origin->setText(m_draft.overruledBy(m_option) == OptionOrigin::Default
                ? OptionRow::tr("default")
                : OptionRow::tr("until the end"));
        m_origin->setToolTip(m_draft.overruledBy(m_option) == OptionOrigin::Default
                ? OptionRow::tr("Neither kept in the settings file nor given at the start.")
                : OptionRow::tr("Changed since the start, and not kept."));
        break;
    }
}

QStringList OptionBadges::texts() const
{
    QStringList shown;
    for (const QLabel* badge : {m_effect, m_changed, m_origin}) {
        if (!badge->isHidden())
            shown << badge->text();
    }
    return shown;
}

int OptionBadges::widest() const
{
    return m_effect->sizeHint().width() + m_changed->sizeHint().width()
        + m_origin->sizeHint().width() + 2 * BadgeGap;
}

OptionRow::OptionRow(OptionDraft& draft, const OptionSpec& spec, QWidget* parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_option(QString::fromLatin1(spec.name))
    , m_connections(Unknown)
    , m_title(makeLabel(option_texts::title(m_option), ""))
    , m_description(makeLabel("hint"))
    , m_words(new QWidget)
    , m_control(makeOptionControl(spec))
    , m_badges(new OptionBadges(draft, m_option))
    , m_reset(new QPushButton(tr("Reset")))
    , m_error(makeLabel("bad"))
{
    for (QLabel* label : {m_title, m_description, m_error})
        label->setWordWrap(true);
    m_title->setToolTip(
        tr("--%1 on the command line, %2 in the environment").arg(m_option, spec.variable()));
    m_error->hide();
    auto* words = new QVBoxLayout(m_words);
    words->setContentsMargins(0, LabelDrop, 0, 0);
    words->setSpacing(1);
    words->addWidget(m_title);
    words->addWidget(m_description);
    words->addStretch(1);

    setLook(*m_reset, "link");
    m_reset->setAutoDefault(false);
    m_reset->setAccessibleName(tr("Reset: %1").arg(option_texts::title(m_option)));
    m_reset->setToolTip(
        tr("Back to the default: %1")
            .arg(option_texts::valueLabel(m_option, hubOptionText(HubOptions(), m_option))));
    auto* marks = new QWidget;
    auto* marksLine = new QHBoxLayout(marks);
    marksLine->setContentsMargins({});
    marksLine->setSpacing(BadgeGap);
    marksLine->addWidget(m_badges);
    marksLine->addWidget(m_reset);
    marksLine->addStretch(1);
    m_line = new QHBoxLayout;
    m_line->addWidget(m_control, 0, Qt::AlignLeft | Qt::AlignVCenter);
    m_line->addWidget(marks, 1);
    auto* right = new QVBoxLayout;
    right->setSpacing(3);
    right->addLayout(m_line);
    right->addWidget(m_error);
    right->addStretch(1);
    m_whole = new QHBoxLayout(this);
    m_whole->setContentsMargins({});
    m_whole->addWidget(m_words);
    m_whole->addLayout(right, 1);
    fit(QWIDGETSIZE_MAX, false);

    connect(m_control, &OptionControl::edited, this, [this] {
        m_draft.setText(m_option, m_control->text());
        Q_EMIT resized(); // a field may have come up that says the same value still
    });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        m_control->setFocus(Qt::OtherFocusReason); // the button goes
        m_draft.resetToDefault(m_option);
    });
    connect(&draft, &OptionDraft::changed, this, &OptionRow::refresh);
    refresh();
}

QString OptionRow::error() const
{
    return m_error->text();
}

QString OptionRow::description() const
{
    return m_description->text();
}

void OptionRow::setLocked(bool locked)
{
    m_isLocked = locked;
    m_control->setEnabled(!locked);
    m_reset->setVisible(!locked && !m_draft.isDefault(m_option));
}

void OptionRow::setConnections(double connections)
{
    m_connections = connections;
    describe();
}

void OptionRow::describe()
{
    QStringList sentences{option_texts::description(m_option)};
    if (error().isEmpty())
        sentences << option_texts::consequence(m_option, m_draft.wanted(), m_connections);
    const OptionSpec& spec = specOf(m_option);
    if (const OptionOrigin above = m_draft.overruledBy(m_option);
        above == OptionOrigin::CommandLine)
        sentences << tr("%1 overrules what is kept here").arg(spec.option());
    else if (above == OptionOrigin::Environment)
        sentences << tr("%1 overrules what is kept here").arg(spec.variable());
    sentences.removeAll(QString());
    setShown(*m_description, sentences.join(QLatin1Char('\n')));
}

void OptionRow::refresh()
{
    if (m_control->text() != m_draft.text(m_option))
        m_control->setText(m_draft.text(m_option));
    const QString error = m_draft.error(m_option);
    setShown(*m_error, error);
    m_control->setInvalid(!error.isEmpty());
    m_badges->refresh();
    m_reset->setVisible(!m_isLocked && !m_draft.isDefault(m_option));
    describe();
    const QString said = error.isEmpty() ? m_description->text() : error;
    m_control->describe(option_texts::title(m_option),
        QStringList{said, m_badges->texts().join(QStringLiteral(", "))}.join(QLatin1Char('\n')));
    Q_EMIT resized();
}

bool OptionRow::matches(const QStringList& words) const
{
    const OptionSpec& spec = specOf(m_option);
    QStringList texts{m_title->text(), m_description->text(), spec.option(), spec.variable(),
        QString::fromUtf8(spec.help), option_texts::groupTitle(option_texts::group(m_option))};
    for (const OptionChoice& one : option_texts::choices(m_option))
        texts << one.label << one.word;
    return mentionsAll(texts, words);
}

int OptionRow::widthBeside() const
{
    return WordsWidth + WordsGap + m_control->sizeHint().width();
}

void OptionRow::fit(int width, bool stacked)
{
    const int marks = m_badges->widest() + OptionGap + m_reset->sizeHint().width();
    const int control = stacked ? m_control->sizeHint().width() : widthBeside();
    const bool besideControl = control + OptionGap + marks <= width;
    m_whole->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_whole->setSpacing(stacked ? StackGap : WordsGap);
    m_line->setDirection(besideControl ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_line->setSpacing(besideControl ? OptionGap : StackGap);
    m_words->setMinimumWidth(stacked ? 0 : WordsWidth);
    m_words->setMaximumWidth(stacked ? QWIDGETSIZE_MAX : WordsWidth);
}

} // namespace fanlight
