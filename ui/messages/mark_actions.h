// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

class QAction;
class QKeySequence;

namespace fanlight {

class MessageLooks;
class MessageModel;
class MessageSelection;
class MessageTable;

// Marks rows of the table and goes from one to the next: by letters, which are keys of the table
// alone, since elsewhere they are typed, and by its menu. Main thread; a member of the page.
class MarkActions : public QObject {
    Q_OBJECT
public:
    // All must outlive this.
    MarkActions(MessageTable& table, MessageModel& model, MessageLooks& looks,
        const MessageSelection& selection);

    const QList<QAction*>& all() const { return m_all; }

Q_SIGNALS:
    void told(const QString& text); // "3 marked"

private:
    template <class Deed> void add(const QString& text, const QKeySequence& key, Deed deed);
    void mark();
    void goToMark(bool backwards);
    void goToProblem();
    void goTo(int row, const QString& nothing);

    MessageTable& m_table;
    MessageModel& m_model;
    MessageLooks& m_looks;
    const MessageSelection& m_selection;
    QList<QAction*> m_all;
};

} // namespace fanlight
