// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/filter_edit.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QStringListModel>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {
constexpr int RowsSeen = 10;
} // namespace

FilterEdit::FilterEdit(std::span<const filter::FieldName> fields, QWidget* parent)
    : QLineEdit(parent)
    , m_fields(fields)
    , m_proposals(new QStringListModel(this))
    , m_completer(new QCompleter(m_proposals, this))
{
    m_completer->setWidget(this); // not setCompleter(): it completes a term, not the whole line
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(RowsSeen);
    m_completer->popup()->setAccessibleName(tr("What can be written here"));
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this,
        &FilterEdit::complete);
    connect(this, &QLineEdit::textEdited, this, [this] { propose(false); });
}

void FilterEdit::setValues(Values values)
{
    m_values = std::move(values);
}

bool FilterEdit::isProposing() const
{
    return m_completer->popup()->isVisible();
}

FilterEdit::Term FilterEdit::termAtCursor() const
{
    const QString before = text().left(cursorPosition());
    qsizetype begin = before.lastIndexOf(u' ') + 1;
    if (begin < before.size() && before[begin] == u'!')
        ++begin;
    return {begin, before.mid(begin)};
}

QStringList FilterEdit::namesLike(const QString& start) const
{
    QStringList found;
    for (const filter::FieldName& field : m_fields) {
        if (QString(field.name).startsWith(start, Qt::CaseInsensitive))
            found << QString(field.name + (field.notation ? u'>' : u':'));
    }
    return found;
}

QStringList FilterEdit::valuesLike(const filter::FieldName& field, const QString& start) const
{
    QStringList found;
    for (const QString& value : QString(field.values).split(u' ', Qt::SkipEmptyParts)) {
        if (value.startsWith(start, Qt::CaseInsensitive))
            found << value;
    }
    if (field.values.isEmpty() && m_values)
        found = m_values(field.name, start, MostProposals);
    // A blank would end the term, so what has one is looked for with a "?" in its place.
    for (QString& value : found)
        value = field.name + u':' + value.replace(u' ', u'?');
    return found;
}

QStringList FilterEdit::proposals() const
{
    const Term term = termAtCursor();
    QStringList found;
    const qsizetype colon = term.text.indexOf(u':');
    if (colon < 0) {
        found = namesLike(term.text);
    } else {
        const QString name = term.text.left(colon);
        const auto field = std::find_if(
            m_fields.begin(), m_fields.end(), [&name](const filter::FieldName& candidate) {
                return name.compare(candidate.name, Qt::CaseInsensitive) == 0;
            });
        if (field != m_fields.end() && !field->notation)
            found = valuesLike(*field, term.text.mid(colon + 1));
    }
    found.removeAll(term.text); // it stands there
    return found.mid(0, MostProposals);
}

void FilterEdit::propose(bool asked)
{
    const QStringList found = asked || !termAtCursor().text.isEmpty() ? proposals() : QStringList();
    if (found.isEmpty() || !hasFocus()) {
        m_completer->popup()->hide();
        return;
    }
    m_proposals->setStringList(found);
    m_completer->setCompletionPrefix({});
    m_completer->complete();
}

void FilterEdit::complete(const QString& proposal)
{
    const Term term = termAtCursor();
    const qsizetype end = text().indexOf(u' ', cursorPosition());
    QString whole = text();
    whole.replace(term.begin, (end < 0 ? whole.size() : end) - term.begin, proposal);
    setText(whole);
    setCursorPosition(int(term.begin + proposal.size()));
    if (proposal.endsWith(u':'))
        propose(true);
}

void FilterEdit::keyPressEvent(QKeyEvent* event)
{
    const bool asked = (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier)
        || (event->key() == Qt::Key_Down && event->modifiers() == Qt::NoModifier);
    if (asked && !isProposing()) {
        propose(true);
        return;
    }
    QLineEdit::keyPressEvent(event);
}

bool FilterEdit::event(QEvent* event)
{
    // Escape puts the list away before it does what the page has for it.
    if (event->type() == QEvent::ShortcutOverride && isProposing()
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

} // namespace fanlight
