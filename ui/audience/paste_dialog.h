// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audience/audience_names.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace fanlight {

// Takes many ids at once and says what it understood before anything is added. Main thread; owned
// by the page.
class PasteDialog : public QDialog {
    Q_OBJECT
public:
    PasteDialog(const QString& title, const QFont& font, QWidget* parent);

    QPlainTextEdit* edit() const { return m_edit; }
    QString previewText() const;
    QPushButton* addButton() const { return m_add; }

Q_SIGNALS:
    void chosen(const QStringList& ids);

private:
    void understand();

    ParsedIds m_parsed;
    QTimer m_delay; // a long text is read once typing pauses
    QPlainTextEdit* m_edit;
    QLabel* m_preview;
    QLabel* m_refusals;
    QPushButton* m_add;
};

} // namespace fanlight
