// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/field_filter.h"

#include <QLineEdit>

#include <functional>
#include <span>
#include <utility>
#include <vector>

class QCompleter;
class QMenu;
class QStringListModel;

namespace fanlight {

// A line for a filter of the language of FieldFilter, which completes names of fields and, behind
// the colon, values. The list comes while a term is typed, or by Ctrl+Space and Down; the button at
// its end shows all fields with an example of each. While a term is typed that may become the name
// of a field, what was written before it stands. Main thread.
class FilterEdit : public QLineEdit {
    Q_OBJECT
public:
    static constexpr int MostProposals = 50;
    // At most `most` values of a field that begin like `prefix`, case does not count; asked for
    // while it is typed.
    using Values
        = std::function<QStringList(const QString& field, const QString& prefix, int most)>;

    explicit FilterEdit(std::span<const filter::FieldName> fields, QWidget* parent = nullptr);

    void setValues(Values values);
    // Names that are no fields of the language but may be written, with what stands behind them
    // ("data.total>", "data.state:"): at most `most` that begin like `start`, case does not count.
    using MoreNames = std::function<QStringList(const QString& start, int most)>;
    void setMoreNames(MoreNames names);
    // What the fields mean, by name, and what stands below them in the list of all fields.
    using Meanings = std::vector<std::pair<QLatin1StringView, QString>>;
    void setMeanings(Meanings meanings, const QString& note);
    // The term at the cursor, while it may become a field ("back"), or lacks its value ("user:");
    // empty: what is written is meant.
    QString unfinished() const;
    const QString& unfinishedTerm() const { return m_unfinished; } // as told last
    QMenu* makeFieldMenu(QWidget* parent); // all fields, each with an example to begin with
    // What would be proposed for the term at the cursor; empty: nothing.
    QStringList proposals() const;
    void proposeAgain(); // there are other values now, where somebody still types
    // Puts a proposal in the place of the term.
    void complete(const QString& proposal);

Q_SIGNALS:
    void filterChanged(const QString& text); // what is meant
    void unfinishedChanged(const QString& term); // what is being typed; empty: nothing is

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    // The term at the cursor without its "!", and where it begins in the text.
    struct Term {
        qsizetype begin = 0;
        QString text;
    };
    Term termAtCursor() const;
    QStringList namesLike(const QString& start) const;
    QStringList valuesLike(
        const QString& name, const filter::FieldName* field, const QString& start) const;
    void propose(bool asked);
    void takeUnlessUnfinished();
    void take(); // as it is
    void showFields();
    bool isProposing() const;

    const std::span<const filter::FieldName> m_fields;
    Values m_values;
    MoreNames m_moreNames;
    Meanings m_meanings;
    QString m_note;
    bool m_isTyping = false; // what changes now is what somebody types
    bool m_isCompleting = false;
    QString m_unfinished; // as it was told last
    QStringListModel* m_proposals;
    QCompleter* m_completer;
};

} // namespace fanlight
