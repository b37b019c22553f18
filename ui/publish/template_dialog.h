// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;

namespace fanlight {

class TemplateStore;

// The saved templates, to rename and to delete. Main thread; owned by the page.
class TemplateDialog : public QDialog {
    Q_OBJECT
public:
    TemplateDialog(TemplateStore& store, QWidget* parent); // the store must outlive it

private:
    void fill(const QString& current);
    QString currentName() const;
    void rename();
    void remove();
    void update();

    TemplateStore& m_store;
    QListWidget* m_list;
    QLabel* m_problem;
    QPushButton* m_rename;
    QPushButton* m_delete;
};

} // namespace fanlight
