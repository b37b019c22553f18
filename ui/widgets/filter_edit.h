// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/field_filter.h"

#include <QLineEdit>

#include <functional>
#include <span>

class QCompleter;
class QStringListModel;

namespace fanlight {

// A line for a filter of the language of FieldFilter, which completes names of fields and, behind
// the colon, values. The list comes while a term is typed, or by Ctrl+Space and Down. Main thread.
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
    // What would be proposed for the term at the cursor; empty: nothing.
    QStringList proposals() const;
    // Puts a proposal in the place of the term.
    void complete(const QString& proposal);

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
    QStringList valuesLike(const filter::FieldName& field, const QString& start) const;
    void propose(bool asked);
    bool isProposing() const;

    const std::span<const filter::FieldName> m_fields;
    Values m_values;
    QStringListModel* m_proposals;
    QCompleter* m_completer;
};

} // namespace fanlight
