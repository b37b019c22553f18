// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace fanlight {

// A field for a Redis URL whose passwords stand there as dots unless they are asked for. One
// that is typed or pasted is seen until the field is left. Main thread.
class RedisUrlEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit RedisUrlEdit(QWidget* parent = nullptr);

    QString url() const; // with the password; without blanks around it
    void setUrl(const QString& url);
    bool hasPassword() const;
    void setPasswordShown(bool shown);

Q_SIGNALS:
    void urlChanged(); // by the user or by setUrl()

protected:
    void focusOutEvent(QFocusEvent* event) override;

private:
    void hidePassword();

    QStringList m_passwords; // behind the dots
    bool m_shown = false;
};

} // namespace fanlight
