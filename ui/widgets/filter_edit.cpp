// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/filter_edit.h"

#include "theme/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QRegularExpression>
#include <QScopedValueRollback>
#include <QStringListModel>
#include <QStyledItemDelegate>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {
constexpr int RowsSeen = 10;

// The arrow of boxes with a list, in the middle of an icon: alone it would be stretched.
QIcon arrowIcon()
{
    constexpr int Side = 16;
    constexpr int Scale = 2;
    QPixmap icon(Side * Scale, Side * Scale);
    icon.setDevicePixelRatio(Scale);
    icon.fill(Qt::transparent);
    QPainter(&icon).drawPixmap(
        QRect(3, 5, 10, 6), QPixmap(u":/fanlight/theme/chevron-down@2x.png"_s));
    return QIcon(icon);
}
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
    setLook(*m_completer->popup(), "popup");
    m_completer->popup()->setItemDelegate(new QStyledItemDelegate(m_completer->popup()));
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this,
        &FilterEdit::complete);
    QAction* list = addAction(arrowIcon(), QLineEdit::TrailingPosition);
    list->setText(tr("What can be written here"));
    list->setToolTip(tr("What can be written here (Alt+Down)"));
    connect(list, &QAction::triggered, this, &FilterEdit::showFields);
    connect(this, &QLineEdit::textEdited, this, [this] { m_isTyping = true; });
    connect(this, &QLineEdit::textChanged, this, [this] {
        if (m_isCompleting)
            return; // the cursor is not where it will be
        if (!std::exchange(m_isTyping, false))
            return take();
        takeUnlessUnfinished();
        propose(false);
    });
    connect(this, &QLineEdit::editingFinished, this, [this] {
        // The focus goes, too, when the window does: its page may be half gone by then.
        if (!m_unfinished.isEmpty() && !window()->isHidden())
            take();
    });
}

void FilterEdit::setValues(Values values)
{
    m_values = std::move(values);
}

void FilterEdit::setMoreNames(MoreNames names)
{
    m_moreNames = std::move(names);
}

void FilterEdit::setMeanings(Meanings meanings, const QString& note)
{
    m_meanings = std::move(meanings);
    m_note = note;
}

QString FilterEdit::unfinished() const
{
    static const QRegularExpression Begun(
        u"^[\\w.-]+(:|>=|<=|>|<|=)$"_s, QRegularExpression::UseUnicodePropertiesOption);
    const QString term = termAtCursor().text;
    // With a dot in it, it is on its way to a field within another; else it may be any word.
    const bool isPath = m_moreNames && term.contains(u'.') && !m_moreNames(term, 1).isEmpty();
    return isPath || Begun.match(term).hasMatch() || (!term.isEmpty() && !namesLike(term).isEmpty())
        ? term
        : QString();
}

void FilterEdit::takeUnlessUnfinished()
{
    const QString term = unfinished();
    if (term.isEmpty())
        return take();
    m_unfinished = term;
    Q_EMIT unfinishedChanged(term);
}

void FilterEdit::take()
{
    if (!std::exchange(m_unfinished, {}).isEmpty())
        Q_EMIT unfinishedChanged({});
    Q_EMIT filterChanged(text());
}

QMenu* FilterEdit::makeFieldMenu(QWidget* parent)
{
    auto* menu = new QMenu(parent);
    for (const filter::FieldName& field : m_fields) {
        const QString example = field.name
            + (field.notation ? QString(u'>' + field.notation->example)
                              : QString(u':' + field.example));
        const auto meaning = std::find_if(m_meanings.begin(), m_meanings.end(),
            [&field](const auto& one) { return one.first == field.name; });
        menu->addAction(meaning == m_meanings.end()
                ? example
                : tr("%1\t%2", "example, meaning").arg(example, meaning->second),
            this, [this, example] {
                const QString before = text().trimmed();
                setFocus();
                setText(before.isEmpty() ? example : QString(before + u' ' + example));
            });
    }
    menu->addSeparator();
    for (const QString& line : m_note.split(u'\n', Qt::SkipEmptyParts))
        menu->addAction(line)->setEnabled(false);
    return menu;
}

void FilterEdit::showFields()
{
    QMenu* menu = makeFieldMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(mapToGlobal(QPoint(0, height())));
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

QStringList FilterEdit::valuesLike(
    const QString& name, const filter::FieldName* field, const QString& start) const
{
    QStringList found;
    for (const QString& value :
        field ? QString(field->values).split(u' ', Qt::SkipEmptyParts) : QStringList()) {
        if (value.startsWith(start, Qt::CaseInsensitive))
            found << value;
    }
    if ((!field || field->values.isEmpty()) && m_values)
        found = m_values(name, start, MostProposals);
    // A blank would end the term, so what has one is looked for with a "?" in its place.
    for (QString& value : found)
        value = name + u':' + value.replace(u' ', u'?');
    return found;
}

QStringList FilterEdit::proposals() const
{
    const Term term = termAtCursor();
    QStringList found;
    const qsizetype colon = term.text.indexOf(u':');
    if (colon < 0) {
        found = namesLike(term.text);
        if (m_moreNames && !term.text.isEmpty())
            found += m_moreNames(term.text, MostProposals);
    } else {
        const QString name = term.text.left(colon);
        const auto field = std::find_if(
            m_fields.begin(), m_fields.end(), [&name](const filter::FieldName& candidate) {
                return name.compare(candidate.name, Qt::CaseInsensitive) == 0;
            });
        const QString start = term.text.mid(colon + 1);
        if (field == m_fields.end())
            found = m_moreNames ? valuesLike(name, nullptr, start) : QStringList();
        else if (!field->notation)
            found = valuesLike(field->name, &*field, start);
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

void FilterEdit::proposeAgain()
{
    if (hasFocus() && termAtCursor().text.contains(u':'))
        propose(false);
}

void FilterEdit::complete(const QString& proposal)
{
    const Term term = termAtCursor();
    const qsizetype end = text().indexOf(u' ', cursorPosition());
    QString whole = text();
    whole.replace(term.begin, (end < 0 ? whole.size() : end) - term.begin, proposal);
    {
        const QScopedValueRollback completing(m_isCompleting, true);
        setText(whole);
    }
    setCursorPosition(int(term.begin + proposal.size()));
    takeUnlessUnfinished();
    if (proposal.endsWith(u':'))
        propose(true);
}

void FilterEdit::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Down && event->modifiers() == Qt::AltModifier)
        return showFields();
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
