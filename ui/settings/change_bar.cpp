// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/change_bar.h"

#include "settings/option_draft.h"
#include "settings/option_texts.h"
#include "theme/theme.h"
#include "widgets/label.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace fanlight {

ChangeBar::ChangeBar(OptionDraft& draft, Concerns concerns, QWidget* parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_concerns(std::move(concerns))
    , m_count(makeLabel("title"))
    , m_summary(makeLabel("hint"))
    , m_problem(makeLabel("bad"))
    , m_undo(new QPushButton(tr("&Undo")))
    , m_apply(new QPushButton)
{
    setLook(*m_apply, "primary");
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_problem->setWordWrap(true);
    // A click leaves the focus in the field it is in.
    for (QPushButton* button : {m_undo, m_apply}) {
        button->setFocusPolicy(Qt::TabFocus);
        button->setAutoDefault(false);
    }
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_count);
    line->addWidget(m_summary, 1);
    line->addWidget(m_undo);
    line->addWidget(m_apply);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addWidget(m_problem);
    column->addLayout(line);

    connect(m_apply, &QPushButton::clicked, this, &ChangeBar::apply);
    connect(m_undo, &QPushButton::clicked, this, [this] {
        m_draft.revert(changed());
        Q_EMIT undone();
    });
    connect(&draft, &OptionDraft::changed, this, &ChangeBar::refresh);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget* before, QWidget* now) {
        if ((now == m_undo || now == m_apply) && before && before != m_undo && before != m_apply)
            m_before = before;
    });
    refresh();
}

void ChangeBar::setListening(bool listening)
{
    m_listening = listening;
    refresh();
}

void ChangeBar::setStoppedAllowed(bool allowed)
{
    m_stoppedAllowed = allowed;
    refresh();
}

void ChangeBar::setBlocked(const QString& reason)
{
    m_blocked = reason;
    refresh();
}

void ChangeBar::setOutcome(const QString& text, bool isBad)
{
    m_outcome = text;
    m_outcomeIsBad = isBad;
    refresh();
}

QStringList ChangeBar::changed() const
{
    QStringList names = m_draft.changedOptions();
    names.removeIf([this](const QString& name) { return !m_concerns(name); });
    return names;
}

HubOptions ChangeBar::wanted() const
{
    HubOptions options = m_draft.running();
    for (const QString& name : changed())
        setHubOption(options, name, hubOptionText(m_draft.wanted(), name));
    return options;
}

QString ChangeBar::summarize(const QStringList& options) const
{
    QStringList lines;
    for (const QString& name : options) {
        lines << tr("%1: %2 → %3")
                     .arg(option_texts::title(name),
                         option_texts::valueLabel(name, hubOptionText(m_draft.running(), name)),
                         option_texts::valueLabel(name, m_draft.text(name)));
    }
    return lines.join(QLatin1Char('\n'));
}

QString ChangeBar::problemOf() const
{
    QStringList wrong = m_draft.wrong();
    wrong.removeIf([this](const QString& name) { return !name.isEmpty() && !m_concerns(name); });
    if (wrong.size() == 1 && wrong.first().isEmpty())
        return m_draft.error(QString());
    if (wrong.size() == 1)
        return tr("%1 cannot be applied as it is.").arg(option_texts::title(wrong.first()));
    if (!wrong.isEmpty())
        return tr("%n setting(s) cannot be applied as they are.", nullptr, int(wrong.size()));
    if (!m_draft.refusal().isEmpty())
        return m_draft.refusal();
    return m_outcomeIsBad ? m_outcome : QString();
}

QString ChangeBar::countText() const
{
    return m_count->text();
}

QString ChangeBar::problem() const
{
    return m_problem->text();
}

void ChangeBar::apply()
{
    if (!m_apply->isEnabled())
        return;
    m_outcome.clear();
    m_outcomeIsBad = false;
    Q_EMIT applyRequested(wanted());
}

void ChangeBar::refresh()
{
    const QStringList names = changed();
    if (!names.isEmpty())
        m_outcome.clear();
    if (m_outcome.isEmpty())
        m_outcomeIsBad = false;
    const HubOptions options = wanted();
    const bool differs = options != m_draft.running();
    const bool isLive = withLiveOptions(m_draft.running(), options) == options;
    QStringList wrong = m_draft.wrong();
    wrong.removeIf([this](const QString& name) { return !name.isEmpty() && !m_concerns(name); });

    m_count->setText(
        names.isEmpty() ? tr("No changes") : tr("%n change(s)", nullptr, int(names.size())));
    m_summaryText = names.isEmpty() ? (m_outcomeIsBad ? QString() : m_outcome) : summarize(names);
    m_summary->setToolTip(m_summaryText);
    m_summary->setAccessibleName(m_summaryText);
    elide();
    const QString problem = problemOf();
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    if (!m_listening && m_stoppedAllowed)
        m_apply->setText(tr("&Apply and start"));
    else
        m_apply->setText(isLive ? tr("&Apply") : tr("&Apply and restart"));
    m_apply->setToolTip(isLive && m_listening
            ? tr("Takes effect at once; no stream ends (Ctrl+Enter)")
            : tr("The hub starts with these; clients come back and resume (Ctrl+Enter)"));
    if (!m_blocked.isEmpty())
        m_apply->setToolTip(m_blocked);
    setPressable(*m_apply,
        differs && wrong.isEmpty() && (m_listening || m_stoppedAllowed) && m_blocked.isEmpty());
    setPressable(*m_undo, !names.isEmpty());
}

void ChangeBar::setPressable(QPushButton& button, bool pressable)
{
    if (!pressable && button.hasFocus() && m_before && m_before->isVisible())
        m_before->setFocus(Qt::OtherFocusReason);
    button.setEnabled(pressable);
}

void ChangeBar::elide()
{
    const QString line = m_summaryText.split(QLatin1Char('\n')).join(QStringLiteral("; "));
    m_summary->setText(
        m_summary->fontMetrics().elidedText(line, Qt::ElideRight, m_summary->width()));
}

void ChangeBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layout()->activate(); // else the summary has the width of before
    elide();
}

} // namespace fanlight
