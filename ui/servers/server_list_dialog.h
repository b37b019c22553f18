// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;

namespace fanlight {

class ServerBook;

// The servers that are kept, to open, to change and to remove. What is done is asked of its owner
// by signals. Main thread; deletes itself once closed.
class ServerListDialog : public QDialog {
    Q_OBJECT
public:
    explicit ServerListDialog(ServerBook& book, QWidget* parent); // the book must outlive it

    QListWidget* list() const { return m_list; }

Q_SIGNALS:
    void addRequested();
    void openRequested(const QString& id);
    void editRequested(const QString& id);
    void removeRequested(const QString& id);

private:
    void fill();
    void update();
    QString currentId() const;

    ServerBook& m_book;
    QListWidget* m_list;
    QLabel* m_none; // in its place while there is no server
    QLabel* m_problem;
    QPushButton* m_open;
    QPushButton* m_edit;
    QPushButton* m_remove;
};

} // namespace fanlight
