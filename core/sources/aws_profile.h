// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/aws_signature.h"

#include <QProcessEnvironment>
#include <QString>

namespace fanlight {

// The keys of a profile in AWS's shared files (~/.aws/credentials, ~/.aws/config, or where
// AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE say). `profile`: empty is "default", which need
// not be there; then nothing is found, and nothing wrong. Returns what is wrong, as a sentence.
QString readAwsProfile(
    const QProcessEnvironment& environment, const QString& profile, AwsCredentials* found);

} // namespace fanlight
