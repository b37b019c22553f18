// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace fanlight {

// By what a notification is known again: its id on the wire, and the key of `once`. Main thread;
// owned by the form.
class IdFields : public QWidget {
    Q_OBJECT
public:
    // `hint`: what may stand in both, beside texts.
    explicit IdFields(const QString& hint, QWidget* parent = nullptr);

    QString id() const;
    QString once() const;
    void set(const QString& id, const QString& once);
    QWidget* first() const;

Q_SIGNALS:
    void changed();

private:
    QLineEdit* m_id;
    QLineEdit* m_once;
};

} // namespace fanlight
